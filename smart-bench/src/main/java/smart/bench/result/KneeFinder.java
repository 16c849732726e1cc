package smart.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import smart.bench.result.UslFit.Observation;

/** Finds the {@link Knee} of a sweep. */
public final class KneeFinder {
    /** A knee this close to the end of the range counts as the end. */
    private static final double END_OF_RANGE = 0.9;

    private static final int RESAMPLES = 200;
    private static final int MIN_LEVELS = 4;
    private static final int PARAMETERS = 3;

    private KneeFinder() {}

    /** The knee, or empty if fewer than four levels have a throughput. */
    public static Optional<Knee> find(List<LevelResult> levels) {
        List<LevelResult> usable = levels.stream()
                .filter(level -> level.concurrency() != null && level.throughput() != null && level.throughput() > 0)
                .sorted(Comparator.comparingDouble(LevelResult::load))
                .toList();
        if (usable.size() < MIN_LEVELS) {
            return Optional.empty();
        }
        List<Observation> points = points(usable);
        Scaling scaling = Scaling.of(points).orElse(null);
        int last = (int) points.get(points.size() - 1).n();
        if (scaling == null) {
            return Optional.empty();
        }
        int at = scaling.knee(last);
        Optional<String> collapse = collapse(levels, last);
        if (at > END_OF_RANGE * last) {
            String reason = collapse.map(what -> "throughput grew up to " + last + ", but " + what)
                    .orElseGet(() -> stillGrowing(last));
            return Optional.of(
                    new Knee(null, null, null, scaling.name(), scaling.law(), scaling.ceiling(), null, reason));
        }
        int[] range = confidence(points, scaling, last);
        int low = Math.min(at, range[0]);
        int high = Math.max(at, range[1]);
        String reason = reason(usable, scaling, at, last)
                + collapse.map(what -> ". But " + what).orElse("");
        return Optional.of(new Knee(at, low, high, scaling.name(), scaling.law(), scaling.ceiling(), at, reason));
    }

    /** Where the target collapsed above the last level with a throughput. Interrupted levels don't tell. */
    private static Optional<String> collapse(List<LevelResult> levels, int last) {
        return levels.stream()
                .filter(level -> level.concurrency() != null && level.load() > last)
                .filter(level -> level.succeeded() == 0 && level.failed() + level.timedOut() > 0)
                .min(Comparator.comparingDouble(LevelResult::load))
                .map(level -> "nothing succeeded from " + level.concurrency() + " on");
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
            Scaling.of(sample).ifPresent(again -> knees.add(again.knee(last)));
        }
        Collections.sort(knees);
        int cut = knees.size() / 40;
        return knees.isEmpty() ? new int[] {1, last} : new int[] {knees.get(cut), knees.get(knees.size() - 1 - cut)};
    }

    private static String stillGrowing(int last) {
        return "throughput was still growing at " + last
                + ", the highest level: measure further (--max) before you set limit.maxInFlight below it";
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
