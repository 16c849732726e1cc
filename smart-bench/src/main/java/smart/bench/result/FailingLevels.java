package smart.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The levels at the upper end of a sweep at which requests fail. Their throughput is not that of more callers, but of a
 * target that refuses or breaks.
 *
 * @param from the lowest of them; every higher one fails, too
 * @param to the highest
 * @param least the lowest share of requests that did not succeed, from 0 to 1
 * @param most the highest
 * @param tooShort whether all were over before a request could succeed
 */
record FailingLevels(int from, int to, double least, double most, boolean tooShort) {
    /** Fewer failures are accidents, and hardly change the throughput. */
    private static final double MANY = 0.01;
    /** In fewer requests, one failure is more than 1 %. */
    private static final double ENOUGH = 1 / MANY;

    /** Whether more than 1 % of a level's requests failed or timed out. */
    static boolean isFailing(LevelResult level) {
        return share(level) > MANY;
    }

    /**
     * Whether it is known of a level whether it fails. Of one that was interrupted, only that it does: what was still in
     * progress might have failed.
     */
    static boolean isJudged(LevelResult level) {
        return level.unfinished() == 0 || (isFailing(level) && ended(level) >= ENOUGH);
    }

    /** Requests that a stop left unfinished tell nothing. */
    private static double share(LevelResult level) {
        return (level.failed() + level.timedOut()) / (double) Math.max(1, ended(level));
    }

    private static long ended(LevelResult level) {
        return level.sent() - level.unfinished();
    }

    /** Those of a closed model's levels in rising order; empty if the highest one that is judged does not fail. */
    static Optional<FailingLevels> of(List<LevelResult> levels) {
        List<LevelResult> judged =
                levels.stream().filter(FailingLevels::isJudged).toList();
        int first = judged.size();
        while (first > 0 && isFailing(judged.get(first - 1))) {
            first--;
        }
        List<LevelResult> failing = judged.subList(first, judged.size());
        double success = first == 0 ? 0 : meanMs(judged.get(first - 1));
        List<LevelResult> telling = new ArrayList<>(failing);
        telling.removeIf(level -> level.succeeded() == 0 && durationMs(level) < success);
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of(of(telling.isEmpty() ? failing : telling, telling.isEmpty()));
    }

    private static FailingLevels of(List<LevelResult> levels, boolean tooShort) {
        double least = levels.stream().mapToDouble(FailingLevels::share).min().orElse(0);
        double most = levels.stream().mapToDouble(FailingLevels::share).max().orElse(0);
        int from = (int) levels.get(0).load();
        return new FailingLevels(from, (int) levels.get(levels.size() - 1).load(), least, most, tooShort);
    }

    private static double meanMs(LevelResult level) {
        Double mean = level.meanMs();
        return mean == null ? 0 : mean;
    }

    private static double durationMs(LevelResult level) {
        Double duration = level.durationMs();
        return duration == null ? 0 : duration;
    }

    /** What happened, as the part of a sentence. */
    String words() {
        if (tooShort) {
            return "from " + from
                    + " on a level is over before a request can succeed: use --duration, or more requests";
        }
        if (least == 1) {
            return "nothing succeeded from " + from + " on";
        }
        String low = NumberText.percent(least);
        String high = NumberText.percent(most);
        return (from == to ? "at " + from + ", " : "from " + from + " on, ")
                + (low.equals(high) ? low : low + " to " + high)
                + " of the requests did not succeed";
    }
}
