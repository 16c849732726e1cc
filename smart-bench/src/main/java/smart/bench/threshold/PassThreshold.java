package smart.bench.threshold;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;
import smart.bench.result.NumberText;

/**
 * A condition such as {@code p95>800ms}. For a time, an unsuccessful request counts as one that never ended, and so
 * does one that could not be sent. It is
 * broken if the condition is met at any level, or if the figure is unknown.
 *
 * @param metric the figure
 * @param operator the comparison
 * @param limit the limit in milliseconds, percent or per second
 * @param text the condition as written
 */
public record PassThreshold(Metric metric, String operator, double limit, String text) implements Condition {
    private static final Pattern SYNTAX =
            Pattern.compile("\\s*([a-z]+\\d*)\\s*(<=|>=|<|>)\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|%|/s)?\\s*");

    /** The figures that can be compared, with the units that go with them; the first is the default. */
    public enum Metric {
        /** Mean response time. */
        MEAN("ms", "s"),
        /** Percentiles of the response time. */
        P50("ms", "s"),
        /** The 90th; known from 100 samples up. */
        P90("ms", "s"),
        /** The 95th; known from 200 samples up. */
        P95("ms", "s"),
        /** The 99th; known from 1,000 samples up. */
        P99("ms", "s"),
        /** 99.9 %; known from 10,000 samples up. */
        P999("ms", "s"),
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
                case ERRORS -> Double.valueOf(level.errorShare() * 100);
                case THROUGHPUT -> level.throughput();
                case MEAN -> level.errorShare() > 0 ? Double.valueOf(Double.POSITIVE_INFINITY) : level.meanMs();
                case MAX -> level.errorShare() > 0 ? Double.valueOf(Double.POSITIVE_INFINITY) : level.maxMs();
                default -> percentileOf(level);
            };
        }

        /** The percentile, or NaN for other metrics. */
        public double percentile() {
            return switch (this) {
                case P50 -> 50;
                case P90 -> 90;
                case P95 -> 95;
                case P99 -> 99;
                case P999 -> 99.9;
                default -> Double.NaN;
            };
        }

        private @Nullable Double percentileOf(LevelResult level) {
            if (level.errorShare() > 1 - percentile() / 100) {
                return Double.POSITIVE_INFINITY;
            }
            LevelResult.Percentiles all = level.ofAll();
            return switch (this) {
                case P50 -> all.p50Ms();
                case P90 -> all.p90Ms();
                case P95 -> all.p95Ms();
                case P99 -> all.p99Ms();
                default -> all.p999Ms();
            };
        }
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static PassThreshold parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            for (Metric metric : Metric.values()) {
                String unit = matcher.group(4) == null ? metric.units.get(0) : matcher.group(4);
                if (metric.name().equalsIgnoreCase(matcher.group(1)) && metric.units.contains(unit)) {
                    double limit = Double.parseDouble(matcher.group(3)) * (unit.equals("s") ? 1000 : 1);
                    return new PassThreshold(metric, matcher.group(2), limit, text.strip());
                }
            }
        }
        throw new IllegalArgumentException("--fail-if is a condition such as 'p95>800ms', 'errors>1%' or "
                + "'throughput<100/s', of mean, p50, p90, p95, p99, p999, max, errors, throughput; '" + text
                + "' is not");
    }

    /** What is broken, in one line; empty if the condition was met at no level. */
    public Optional<String> broken(List<LevelResult> levels) {
        List<LevelResult> broken = levels.stream().filter(this::isBroken).toList();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        LevelResult first = broken.get(0);
        Double value = metric.of(first);
        String where = first.rate() != null
                ? ""
                : (value != null && value.isInfinite() ? "," : "") + " at concurrency " + first.concurrency();
        String what = value == null
                ? "not known"
                : value.isInfinite()
                        ? "beyond any bound, as " + (first.due() - first.succeeded()) + " of " + first.due()
                                + " requests did not succeed"
                        : NumberText.sixDigits(value) + metric.units.get(0);
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
