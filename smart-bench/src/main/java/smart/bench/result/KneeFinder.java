package smart.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import smart.bench.result.UslFit.Point;

/** Finds the {@link Knee} of a sweep. */
public final class KneeFinder {
    private static final double NEARLY_BEST = 0.95;
    /** A knee so near the end of the range is the end of the range. */
    private static final double END_OF_RANGE = 0.9;
    /** A ceiling must fit that much better than the law to be preferred: it has fewer parameters, and a corner. */
    private static final double CLEARLY_BETTER = 0.7;

    private static final int RESAMPLES = 400;
    private static final int MIN_LEVELS = 4;

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
        List<Point> points = points(usable);
        UslFit fit = UslFit.of(points).orElse(null);
        CeilingFit ceiling = CeilingFit.of(points).orElse(null);
        int last = (int) points.get(points.size() - 1).n();
        boolean cornered = ceiling != null && (fit == null || ceiling.error() < CLEARLY_BETTER * fit.error());
        String method = cornered ? "ceiling" : "law";
        int at = knee(points, cornered, last).orElse(last);
        if (at > END_OF_RANGE * last) {
            return Optional.of(new Knee(null, null, null, method, fit, null, stillGrowing(last)));
        }
        int[] range = confidence(points, cornered, last);
        int low = Math.min(at, range[0]);
        int high = Math.max(at, range[1]);
        return Optional.of(new Knee(at, low, high, method, fit, at, reason(usable, at, last)));
    }

    private static Optional<Integer> knee(List<Point> points, boolean cornered, int last) {
        return cornered
                ? CeilingFit.of(points).map(ceiling -> Math.max(1, Math.min(last, (int) Math.round(ceiling.knee()))))
                : UslFit.of(points).map(fit -> kneeOf(fit, last));
    }

    private static List<Point> points(List<LevelResult> levels) {
        List<Point> points = new ArrayList<>();
        for (LevelResult level : levels) {
            if (level.throughput() != null) {
                points.add(new Point(level.load(), level.throughput()));
            }
        }
        return points;
    }

    private static int kneeOf(UslFit fit, int last) {
        double best = 0;
        for (int n = 1; n <= last; n++) {
            best = Math.max(best, fit.at(n));
        }
        int knee = 1;
        while (fit.at(knee) < NEARLY_BEST * best) {
            knee++;
        }
        return knee;
    }

    /** The middle 95 % of the knees of samples drawn from the levels with replacement (the bootstrap). */
    private static int[] confidence(List<Point> points, boolean cornered, int last) {
        SplittableRandom random = new SplittableRandom(1); // the same report twice gives the same knee
        List<Integer> knees = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<Point> sample = random.ints(points.size(), 0, points.size())
                    .mapToObj(points::get)
                    .sorted(Comparator.comparingDouble(Point::n))
                    .toList();
            knee(sample, cornered, last).ifPresent(knees::add);
        }
        Collections.sort(knees);
        int cut = knees.size() / 40;
        return knees.isEmpty() ? new int[] {1, last} : new int[] {knees.get(cut), knees.get(knees.size() - 1 - cut)};
    }

    private static String stillGrowing(int last) {
        return "throughput was still growing at " + last
                + ", the highest level: measure further (--max) before you set limit.maxInFlight below it";
    }

    private static String reason(List<LevelResult> levels, int at, int last) {
        Double atKnee = meanAt(levels, at);
        Double atEnd = meanAt(levels, last);
        String waiting = atKnee == null || atEnd == null
                ? ""
                : String.format(Locale.ROOT, ": the mean goes from %.3g ms to %.3g ms at %d", atKnee, atEnd, last);
        boolean limited = levels.stream().anyMatch(level -> level.generatorLimited() && level.load() >= at);
        return "with " + at + " in progress the target gives 95 % of its best throughput; more callers mostly wait"
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
