package smart.bench.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smart.bench.load.Amount;
import smart.bench.load.Expectation;
import smart.bench.load.Target;

/** Reads single values of the command line; each method names the option in its complaint. */
final class Parsing {
    /** More is no test of a service but of the machine's port numbers. */
    static final int MAX_CONCURRENCY = 20_000;

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)?");
    private static final Pattern STATUS = Pattern.compile("([1-9])xx|([1-9]\\d\\d)(?:-([1-9]\\d\\d))?");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private Parsing() {}

    /** A time such as {@code 500ms}, {@code 2s}, {@code 1.5m}; a bare number is seconds. More than nothing, at most a day. */
    static Duration duration(String option, String text) throws UsageException {
        Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            double millis = Double.parseDouble(matcher.group(1)) * millisPer(unit);
            if (millis >= 1 && millis <= Duration.ofDays(1).toMillis()) {
                return Duration.ofMillis(Math.round(millis));
            }
        }
        throw new UsageException(option + " is a time from 1ms to 24h, such as 500ms, 2s or 1m; '" + text + "' is not");
    }

    private static long millisPer(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }

    /** A warm-up: a bare number is a number of requests, a number with a unit is a time. */
    static Amount warmup(String option, String text) throws UsageException {
        if (text.matches("\\d{1,9}")) {
            return new Amount.Requests(Long.parseLong(text));
        }
        try {
            return new Amount.Time(duration(option, text));
        } catch (UsageException e) {
            throw new UsageException(
                    option + " is a number of requests, or a time such as 500ms or 2s; '" + text + "' is neither");
        }
    }

    /** Levels such as {@code 1,2,5,10}; each once, in rising order. */
    static List<Integer> levels(String text) throws UsageException {
        List<Integer> levels = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String number = part.trim();
            if (!number.matches("\\d{1,6}")
                    || Integer.parseInt(number) < 1
                    || Integer.parseInt(number) > MAX_CONCURRENCY) {
                throw new UsageException("--levels is a list of whole numbers from 1 to " + MAX_CONCURRENCY
                        + ", such as 1,2,5,10; '" + part + "' is not one");
            }
            levels.add(Integer.parseInt(number));
        }
        return levels.stream().sorted().distinct().toList();
    }

    /** Statuses such as {@code 200}, {@code 2xx}, {@code 200-299}, separated by commas. */
    static List<Expectation.StatusRange> statuses(String text) throws UsageException {
        List<Expectation.StatusRange> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = STATUS.matcher(part.trim());
            if (!matcher.matches()) {
                throw new UsageException(
                        "--expect-status is a list such as 200,204 or 2xx or 200-299; '" + part + "' is not one");
            }
            if (matcher.group(1) != null) {
                int hundreds = Integer.parseInt(matcher.group(1)) * 100;
                ranges.add(new Expectation.StatusRange(hundreds, hundreds + 99));
            } else {
                int first = Integer.parseInt(matcher.group(2));
                int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
                ranges.add(new Expectation.StatusRange(first, last));
            }
        }
        return ranges;
    }

    /** A header such as {@code Accept: text/plain}; what would break the request's framing is refused. */
    static Target.Header header(String text) throws UsageException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon).trim();
        String value = text.substring(colon + 1).trim();
        if (!TOKEN.matcher(name).matches() || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
            throw new UsageException("--header is 'Name: value' on one line; '"
                    + text.replaceAll("\\p{Cntrl}", " ").strip() + "' is not");
        }
        if (List.of("content-length", "transfer-encoding", "connection", "expect", "upgrade")
                .contains(name.toLowerCase(Locale.ROOT))) {
            throw new UsageException("--header can't set " + name + ": the benchmark frames its requests itself");
        }
        return new Target.Header(name, value);
    }

    /** A method such as {@code GET}. */
    static String method(String text) throws UsageException {
        if (!TOKEN.matcher(text).matches() || text.equalsIgnoreCase("CONNECT")) {
            throw new UsageException("--method is an HTTP method such as GET or POST; '" + text + "' is not");
        }
        return text.toUpperCase(Locale.ROOT);
    }
}
