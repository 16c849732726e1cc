package smart.bench.arguments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import smart.bench.load.http.Expectation;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.threshold.Condition;

/** Parses single values of the command line. Error messages continue after the option's name: {@code is a time ...}. */
final class Parsing {
    /** With more connections, the run would test the machine's port numbers, not the service. */
    static final int MAX_CONCURRENCY = 20_000;

    /** Of a level. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)?");
    private static final Pattern STATUS = Pattern.compile("([1-9])xx|([1-9]\\d\\d)(?:-([1-9]\\d\\d))?");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private Parsing() {}

    static @Nullable Integer within(String option, @Nullable Integer value, int from, int to) throws UsageException {
        if (value != null && (value < from || value > to)) {
            throw new UsageException(option + " is from " + from + " to " + to + ", not " + value);
        }
        return value;
    }

    /** The body of {@code --body}: the text itself, or after an {@code @} the content of that file. */
    static ByteBuffer body(String text) throws UsageException {
        if (!text.startsWith("@")) {
            return ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
        }
        try {
            return file(Path.of(text.substring(1)));
        } catch (InvalidPathException e) {
            throw new UsageException("--body: '" + text + "' names no file");
        } catch (UsageException e) {
            throw new UsageException("--body: " + e.getMessage());
        }
    }

    static ByteBuffer file(Path path) throws UsageException {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(path)).asReadOnlyBuffer();
        } catch (IOException e) {
            throw new UsageException("can't read the file " + path);
        }
    }

    /**
     * A time such as {@code 500ms}, {@code 2s}, {@code 1.5m}; a bare number is seconds. More than zero, at most a day.
     */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher matcher = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
            if (matcher.matches()) {
                String unit = matcher.group(2) == null ? "s" : matcher.group(2);
                double millis = Double.parseDouble(matcher.group(1)) * millisPer(unit);
                if (millis >= 1 && millis <= LONGEST.toMillis()) {
                    return Duration.ofMillis(Math.round(millis));
                }
            }
            throw new TypeConversionException(
                    "is a time from 1ms to 24h, such as 500ms, 2s or 1m; '" + text + "' is not");
        }

        private static long millisPer(String unit) {
            return switch (unit) {
                case "ms" -> 1;
                case "s" -> 1_000;
                case "m" -> 60_000;
                default -> 3_600_000;
            };
        }
    }

    /** A warm-up: a bare number is a number of requests, a number with a unit is a time. */
    static final class Warmup implements ITypeConverter<Amount> {
        @Override
        public Amount convert(String text) {
            if (text.matches("\\d{1,9}")) {
                return new Amount.Requests(Long.parseLong(text));
            }
            try {
                return new Amount.Time(new Time().convert(text));
            } catch (TypeConversionException e) {
                throw new TypeConversionException(
                        "is a number of requests, or a time such as 500ms or 2s; '" + text + "' is neither");
            }
        }
    }

    /** Levels such as {@code 1,2,5,10}; each once, in rising order. */
    static final class Levels implements ITypeConverter<Levels.Named> {
        /** Several in one value. */
        record Named(List<Integer> levels) {}

        @Override
        public Named convert(String text) {
            List<Integer> levels = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                String number = part.trim();
                if (!number.matches("\\d{1,6}")
                        || Integer.parseInt(number) < 1
                        || Integer.parseInt(number) > MAX_CONCURRENCY) {
                    throw new TypeConversionException("is a list of whole numbers from 1 to " + MAX_CONCURRENCY
                            + ", such as 1,2,5,10; '" + part + "' is not one");
                }
                levels.add(Integer.parseInt(number));
            }
            return new Named(levels.stream().sorted().distinct().toList());
        }
    }

    /** Statuses such as {@code 200}, {@code 2xx}, {@code 200-299}, separated by commas. */
    static final class Statuses implements ITypeConverter<Statuses.Expected> {
        /** Several in one value. */
        record Expected(List<Expectation.StatusRange> ranges) {}

        @Override
        public Expected convert(String text) {
            List<Expectation.StatusRange> ranges = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                Matcher matcher = STATUS.matcher(part.trim());
                if (!matcher.matches()) {
                    throw new TypeConversionException(
                            "is a list such as 200,204 or 2xx or 200-299; '" + part + "' is not one");
                }
                if (matcher.group(1) != null) {
                    int hundreds = Integer.parseInt(matcher.group(1)) * 100;
                    ranges.add(new Expectation.StatusRange(hundreds, hundreds + 99));
                } else {
                    int first = Integer.parseInt(matcher.group(2));
                    int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
                    if (last < first) {
                        throw new TypeConversionException(
                                "has ranges from the lower to the higher status; '" + part + "' is not one");
                    }
                    ranges.add(new Expectation.StatusRange(first, last));
                }
            }
            return new Expected(ranges);
        }
    }

    /** A header such as {@code Accept: text/plain}; headers that would break the request's framing are refused. */
    static final class Header implements ITypeConverter<Target.Header> {
        private static final List<String> FRAMING = List.of("content-length", "transfer-encoding", "expect", "upgrade");

        @Override
        public Target.Header convert(String text) {
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon).trim();
            String value = text.substring(colon + 1).trim();
            if (!TOKEN.matcher(name).matches() || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
                throw new TypeConversionException("is 'Name: value' on one line; '"
                        + text.replaceAll("\\p{Cntrl}", " ").strip() + "' is not");
            }
            if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                throw new TypeConversionException("can't set " + name + ": the benchmark frames its requests itself");
            }
            if (name.equalsIgnoreCase("connection")
                    && !List.of("close", "keep-alive").contains(value.toLowerCase(Locale.ROOT))) {
                throw new TypeConversionException(
                        "can't set " + name + " to '" + value + "', only to close or keep-alive");
            }
            return new Target.Header(name, value);
        }
    }

    /** A method such as {@code GET}. */
    static final class Method implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!TOKEN.matcher(text).matches() || text.equalsIgnoreCase("CONNECT")) {
                throw new TypeConversionException("is an HTTP method such as GET or POST; '" + text + "' is not");
            }
            return text.toUpperCase(Locale.ROOT);
        }
    }

    /** A condition of {@code --fail-if}. */
    static final class FailIf implements ITypeConverter<Condition> {
        @Override
        public Condition convert(String text) {
            try {
                return Condition.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()).replaceFirst("^--fail-if ", ""));
            }
        }
    }
}
