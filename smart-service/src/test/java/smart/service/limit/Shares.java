package smart.service.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.LongSupplier;
import smart.service.limit.LimitedCalls.Replica;
import smart.service.limit.rule.AdaptiveLimit;
import smart.service.limit.rule.LimitRule;

/** What each of several replicas gets of one backend, when none of them knows of the others. */
final class Shares {
    private Shares() {}

    /** So many with the adaptive limit, each with its own chance of when to measure. */
    static List<Function<LongSupplier, LimitRule>> replicas(int number, long seed) {
        List<Function<LongSupplier, LimitRule>> replicas = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Random random = new Random(100 * seed + i);
            replicas.add(time -> new AdaptiveLimit(5, LimitFigures.MOST, time, random::nextDouble, change -> {}));
        }
        return replicas;
    }

    /** Calls answered within a second, per second, of those that live at the end. */
    static double[] of(LimitedCalls calls, int from, int to) {
        return calls.replicas.stream()
                .filter(replica -> !replica.dead)
                .mapToDouble(replica -> goodput(replica, from, to))
                .toArray();
    }

    /** Calls answered within a second, per second. */
    static double goodput(Replica replica, int from, int to) {
        return Arrays.stream(replica.good, from, to).sum() / (double) (to - from);
    }

    /** How far the one that is the farthest from an equal share is off, as a part of that share. */
    static double off(double... shares) {
        double fair = Arrays.stream(shares).average().orElse(0);
        return Arrays.stream(shares)
                .map(share -> Math.abs(share / fair - 1))
                .max()
                .orElse(Double.NaN);
    }
}
