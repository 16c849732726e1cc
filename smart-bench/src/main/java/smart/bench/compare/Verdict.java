package smart.bench.compare;

import java.util.Locale;
import smart.bench.result.NumberText;

/** Describes the result of a comparison. */
public final class Verdict {
    private static final String MORE_ROUNDS =
            ". Two rounds can only tell a difference that is nearly equal in both: measure"
                    + " three or more (--rounds)";

    private Verdict() {}

    /** What is certain about all levels together, then what is not. Without the last full stop. */
    public static String of(Comparison comparison) {
        return certain(comparison) + (needsMoreRounds(comparison) ? MORE_ROUNDS : "");
    }

    private static String certain(Comparison comparison) {
        ErrorShares errors = comparison.errors();
        if (errors.same()) {
            return times(comparison);
        }
        String shares = String.format(
                Locale.ROOT,
                "%s of the requests did not succeed with a, %s with b",
                NumberText.percent(errors.a()),
                NumberText.percent(errors.b()));
        String interval = String.format(
                Locale.ROOT,
                " (95 %% confidence for the difference: %s to %s percentage points)",
                NumberText.of(errors.low() * 100),
                NumberText.of(errors.high() * 100));
        if (errors.differ()) {
            return "Not the same: " + shares
                    + (errors.independent() ? ", more than chance if failures are independent of one another" : "")
                    + ". For successful requests: " + times(comparison);
        }
        String tooFew = (errors.independent() ? "Too few requests" : "Too few requests or rounds")
                + " to tell whether the errors are the same: " + shares + interval;
        Ratio overall = comparison.overall();
        return overall != null && overall.beyondNoise()
                ? "For successful requests, " + times(comparison) + ". " + tooFew
                : tooFew + ". For successful requests: " + times(comparison);
    }

    /** Two rounds have one degree of freedom. */
    private static boolean needsMoreRounds(Comparison comparison) {
        ErrorShares errors = comparison.errors();
        Ratio overall = comparison.overall();
        boolean unknown = (!errors.same() && !errors.differ()) || (overall != null && !overall.beyondNoise());
        return errors.rounds() == 2 && unknown;
    }

    private static String times(Comparison comparison) {
        Ratio overall = comparison.overall();
        if (overall == null) {
            return "The runs can't be compared: " + whyNot(comparison);
        }
        String range = String.format(
                Locale.ROOT,
                "ratio of mean times b/a %.3f, 95 %% confidence %.3f to %.3f",
                overall.value(),
                overall.low(),
                overall.high());
        if (!overall.beyondNoise()) {
            return "No difference beyond noise (" + range + ")";
        }
        double percent = Math.abs(overall.value() - 1) * 100;
        return String.format(
                Locale.ROOT, "b is %.1f %% %s than a (%s)", percent, overall.value() > 1 ? "slower" : "faster", range);
    }

    private static String whyNot(Comparison comparison) {
        boolean means = comparison.levels().stream()
                .anyMatch(level -> level.a().meanMs() != null && level.b().meanMs() != null);
        return means
                ? "there are too few requests to know the error of a mean time, which takes two rounds, or ten successful"
                        + " requests per caller"
                : "no level has a mean time on both sides";
    }

    /** How many levels differ significantly, and how many would by chance. */
    public static String levels(Comparison comparison) {
        long beyond = comparison.levels().stream().filter(Verdict::standsOut).count();
        return beyond + " of " + comparison.levels().size()
                + " levels differ by more than noise; about 1 in 20 would by chance";
    }

    static boolean standsOut(Comparison.Pair level) {
        return (level.time() != null && level.time().beyondNoise())
                || level.errors().differ();
    }
}
