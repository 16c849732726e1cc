package smart.bench.threshold;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;

/**
 * A condition such as {@code p95>800ms}. It is broken if it comes true at any level, and also if the figure is not
 * known: what can't be told can't be vouched for.
 *
 * @param metric the figure
 * @param operator how it is compared
 * @param limit what with: milliseconds, percent or per second
 * @param text as it was written
 */
public record Threshold(Metric metric, String operator, double limit, String text) {
    private static final Pattern SYNTAX =
            Pattern.compile("\\s*([a-z]+\\d*)\\s*(<=|>=|<|>)\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|%|/s)?\\s*");

    /** The figures that can be compared, with the units that go with them; the first is the default. */
    public enum Metric {
        /** Mean response time. */
        MEAN("ms", "s"),
        /** Percentiles of the response time. */
        P50("ms", "s"),
        /** The 90th. */
        P90("ms", "s"),
        /** The 95th. */
        P95("ms", "s"),
        /** The 99th; known from 1,000 samples up. */
        P99("ms", "s"),
        /** The longest response time. */
        MAX("ms", "s"),
        /** The share of requests that did not succeed. */
        ERRORS("%"),
        /** Requests that succeeded per second. */
        THROUGHPUT("/s");

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> units;

        Metric(String... units) {
            this.units = List.of(units);
        }

        private @Nullable Double of(LevelResult level) {
            return switch (this) {
                case MEAN -> level.meanMs();
                case P50 -> level.p50Ms();
                case P90 -> level.p90Ms();
                case P95 -> level.p95Ms();
                case P99 -> level.p99Ms();
                case MAX -> level.maxMs();
                case ERRORS -> Double.valueOf(level.errorShare() * 100);
                case THROUGHPUT -> level.throughput();
            };
        }
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static Threshold parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            for (Metric metric : Metric.values()) {
                String unit = matcher.group(4) == null ? metric.units.get(0) : matcher.group(4);
                if (metric.name().equalsIgnoreCase(matcher.group(1)) && metric.units.contains(unit)) {
                    double limit = Double.parseDouble(matcher.group(3)) * (unit.equals("s") ? 1000 : 1);
                    return new Threshold(metric, matcher.group(2), limit, text.strip());
                }
            }
        }
        throw new IllegalArgumentException("--fail-if is a condition such as 'p95>800ms', 'errors>1%' or "
                + "'throughput<100/s', of mean, p50, p90, p95, p99, max, errors, throughput; '" + text + "' is not");
    }

    /** What is broken, in one line, or empty if the condition came true at none of the levels. */
    public Optional<String> broken(List<LevelResult> levels) {
        List<LevelResult> broken = levels.stream().filter(this::isBroken).toList();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        LevelResult first = broken.get(0);
        Double value = metric.of(first);
        String where = first.rate() != null ? "" : " at concurrency " + first.concurrency();
        String what = value == null ? "not known" : String.format(Locale.ROOT, "%.4g%s", value, metric.units.get(0));
        String more = broken.size() == 1 ? "" : ", one of " + broken.size() + " such levels";
        return Optional.of(text + ": " + metric.name().toLowerCase(Locale.ROOT) + " is " + what + where + more);
    }

    private boolean isBroken(LevelResult level) {
        Double value = metric.of(level);
        if (value == null) {
            return true;
        }
        return switch (operator) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            default -> value >= limit;
        };
    }
}
