package smart.bench.threshold;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import smart.bench.compare.Ratio;
import smart.bench.result.NumberText;

/**
 * A condition on two runs, such as {@code slower>10%}: over all levels together, the second is slower by more than that.
 * It is met only if the whole confidence interval lies above, so noise alone meets it in about 1 of 40 comparisons at most.
 *
 * @param percent how much slower
 * @param text the condition as written
 */
public record SlowerThan(double percent, String text) implements Condition {
    private static final Pattern SYNTAX = Pattern.compile("slower\\s*>\\s*(\\d+(?:\\.\\d+)?)\\s*%?");

    /** Whether that text is, or is meant to be, such a condition. */
    static boolean isMeant(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith("slower");
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static SlowerThan parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--fail-if on the times of two runs is a condition such as 'slower>10%'; '" + text + "' is not");
        }
        return new SlowerThan(Double.parseDouble(matcher.group(1)), text.strip());
    }

    /** What is broken, in one line; empty if the condition is not met, or the ratio is unknown. */
    public Optional<String> broken(@Nullable Ratio overall) {
        if (overall == null || overall.low() <= 1 + percent / 100) {
            return Optional.empty();
        }
        return Optional.of(text + ": b is " + slower(overall.value()) + " % slower than a, 95 % confidence "
                + slower(overall.low()) + " % to " + slower(overall.high()) + " %");
    }

    private static String slower(double ratio) {
        return NumberText.of(100 * (ratio - 1));
    }
}
