package smart.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.bench.result.UslFit.Observation;

/** Finds the {@link Knee} of a sweep. */
public final class KneeFinder {
    /** A knee this close to the end of the range counts as the end. */
    private static final double END_OF_RANGE = 0.9;

    /** A law says little about throughput so far above what was measured. */
    private static final double FAR_BEYOND = 0.5;

    private static final String WITHOUT_ADVICE =
            ". So no limit.maxInFlight can be recommended: the table names the causes"
                    + " of the failures; mend those, and measure again";

    private static final int RESAMPLES = 200;
    private static final int MIN_LEVELS = 4;
    private static final int PARAMETERS = 3;

    private KneeFinder() {}

    /**
     * The levels that tell how throughput grows, in rising order: those of a closed model that have a throughput, and at
     * most 1 % of failed requests.
     */
    public static List<LevelResult> usable(List<LevelResult> levels) {
        return rising(levels)
                .filter(level -> level.throughput() != null && level.throughput() > 0)
                .filter(level -> !FailingLevels.isFailing(level))
                .toList();
    }

    private static Stream<LevelResult> rising(List<LevelResult> levels) {
        return levels.stream()
                .filter(level -> level.concurrency() != null)
                .sorted(Comparator.comparingDouble(LevelResult::load));
    }

    /**
     * The knee; empty if fewer than four levels are {@link #usable}, and neither failures are the reason nor the highest
     * levels fail, or if nothing succeeded at all.
     */
    public static Optional<Knee> find(List<LevelResult> levels) {
        List<LevelResult> usable = usable(levels);
        List<LevelResult> rising = rising(levels).toList();
        FailingLevels failing = FailingLevels.of(rising).orElse(null);
        List<Observation> points = points(usable);
        Scaling scaling = usable.size() < MIN_LEVELS ? null : Scaling.of(points).orElse(null);
        if (scaling == null) {
            return withoutLaw(rising, usable, failing).map(reason -> none(usable.size(), "none", null, null, reason));
        }
        int last = (int) points.get(points.size() - 1).n();
        int at = scaling.knee(last);
        if (at > END_OF_RANGE * last) {
            String reason = failing == null
                    ? stillGrowing(scaling, last, rising.get(rising.size() - 1).load() > last)
                    : "throughput grew up to " + highestBelow(failing, usable) + ", but " + failing.words()
                            + atMost(usable, failing);
            return Optional.of(none(usable.size(), scaling.name(), scaling.law(), scaling.ceiling(), reason));
        }
        int[] range = confidence(points, scaling, last);
        int low = Math.min(at, range[0]);
        int high = Math.max(at, range[1]);
        String reason = reason(usable, scaling, at, last) + (failing == null ? "" : ". But " + failing.words());
        return Optional.of(
                new Knee(at, low, high, usable.size(), scaling.name(), scaling.law(), scaling.ceiling(), at, reason));
    }

    private static Knee none(
            int levels, String method, @Nullable UslFit law, @Nullable CeilingFit ceiling, String reason) {
        return new Knee(null, null, null, levels, method, law, ceiling, null, reason);
    }

    /** What failures have to do with it that there is no law, if anything. */
    private static Optional<String> withoutLaw(
            List<LevelResult> rising, List<LevelResult> usable, @Nullable FailingLevels failing) {
        long many = rising.stream()
                .filter(FailingLevels::isJudged)
                .filter(FailingLevels::isFailing)
                .count();
        if (many == 0 || rising.stream().allMatch(level -> level.succeeded() == 0)) {
            return Optional.empty();
        }
        if (usable.size() >= MIN_LEVELS || usable.size() + many < MIN_LEVELS) { // they are not the reason
            return Optional.ofNullable(failing).map(those -> those.words() + atMost(usable, those));
        }
        String few = "too few levels are free of failures, as ";
        if (failing == null) {
            return Optional.of(few + "at " + many + " of " + rising.size()
                    + " levels more than 1 % of the requests did not succeed" + WITHOUT_ADVICE);
        }
        String advice = usable.isEmpty() && !failing.tooShort() ? WITHOUT_ADVICE : atMost(usable, failing);
        return Optional.of(few + failing.words() + advice);
    }

    /** Below the failures, what was measured without them is the most that can be right. */
    private static String atMost(List<LevelResult> usable, FailingLevels failing) {
        int highest = highestBelow(failing, usable);
        return failing.tooShort() || highest == 0 ? "" : ". So limit.maxInFlight is at most " + highest;
    }

    /** The highest level below the failures; 0 if there is none. One that was interrupted may be above them. */
    private static int highestBelow(FailingLevels failing, List<LevelResult> usable) {
        return usable.stream()
                .mapToInt(level -> (int) level.load())
                .filter(level -> level < failing.from())
                .max()
                .orElse(0);
    }

    private static List<Observation> points(List<LevelResult> levels) {
        List<Observation> points = new ArrayList<>();
        for (LevelResult level : levels) {
            if (level.throughput() != null) {
                points.add(new Observation(level.load(), level.throughput()));
            }
        }
        return points;
    }

    /**
     * The middle 95 % of the knees of resampled data: each level gets the model's value plus the residual of a random
     * level (the bootstrap of residuals; Efron and Tibshirani, "An Introduction to the Bootstrap", chapter 9). The
     * model is chosen again for each sample.
     */
    private static int[] confidence(List<Observation> points, Scaling scaling, int last) {
        SplittableRandom random = new SplittableRandom(1); // the same report twice gives the same knee
        int n = points.size();
        // A fit is closer to its own points than the true curve, so residuals are scaled up.
        double widened = Math.sqrt(n / (double) Math.max(1, n - PARAMETERS));
        double[] off = points.stream()
                .mapToDouble(point -> widened * Math.log(point.x() / scaling.at(point.n())))
                .toArray();
        List<Integer> knees = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<Observation> sample = points.stream()
                    .map(point -> new Observation(point.n(), scaling.at(point.n()) * Math.exp(off[random.nextInt(n)])))
                    .toList();
            Scaling.of(sample).ifPresent(again -> knees.add(Math.min(last, again.knee(last))));
        }
        Collections.sort(knees);
        int cut = knees.size() / 40;
        return knees.isEmpty() ? new int[] {1, last} : new int[] {knees.get(cut), knees.get(knees.size() - 1 - cut)};
    }

    private static String stillGrowing(Scaling scaling, int last, boolean othersAbove) {
        double more = scaling.best() / scaling.at(last) - 1;
        String possible = scaling.cornered() || more > FAR_BEYOND
                ? ""
                : String.format(Locale.ROOT, " (by the fitted law at most %.0f %% more is possible)", more * 100);
        return "throughput was still growing at " + last + ", the highest level"
                + (othersAbove ? " that could be used" : "")
                + possible
                + ": measure further (--max) before you set limit.maxInFlight below it";
    }

    private static String reason(List<LevelResult> levels, Scaling scaling, int at, int last) {
        Double atKnee = meanAt(levels, at);
        Double atEnd = meanAt(levels, last);
        String waiting = atKnee == null || atEnd == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ": the mean goes from %s ms to %s ms at %d",
                        NumberText.of(atKnee),
                        NumberText.of(atEnd),
                        last);
        boolean limited = levels.stream().anyMatch(level -> level.generatorLimited() && level.load() >= at);
        return "with " + at + " in flight the target "
                + (scaling.cornered() ? "reaches its ceiling" : "gives 95 % of its best throughput")
                + "; more callers mostly wait"
                + waiting
                + (limited ? ". But the generator was the limit there: the target's own knee may be higher" : "");
    }

    /** The mean time of the level nearest to that concurrency. */
    private static @Nullable Double meanAt(List<LevelResult> levels, int concurrency) {
        return levels.stream()
                .min(Comparator.comparingDouble(level -> Math.abs(level.load() - concurrency)))
                .map(LevelResult::meanMs)
                .orElse(null);
    }
}
