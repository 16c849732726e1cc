package smart.bench.selftest;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a falling cost has become steady: the mean of the last six rounds equals that of the six before. Not
 * thread-safe.
 */
final class Steadiness {
    private static final int ROUNDS = 6;
    private static final double ALIKE = 0.03;

    private final Deque<Double> costs = new ArrayDeque<>();

    void add(double cost) {
        costs.addLast(cost);
        if (costs.size() > 2 * ROUNDS) {
            costs.removeFirst();
        }
    }

    boolean isSteady() {
        double before =
                costs.stream().limit(ROUNDS).mapToDouble(cost -> cost).average().orElse(0);
        return costs.size() == 2 * ROUNDS && Math.abs(last() / before - 1) <= ALIKE;
    }

    /** The mean of the last six; NaN if there are none, or if one is unknown. */
    double last() {
        return costs.stream()
                .skip(Math.max(0, costs.size() - ROUNDS))
                .mapToDouble(cost -> cost)
                .average()
                .orElse(Double.NaN);
    }
}
