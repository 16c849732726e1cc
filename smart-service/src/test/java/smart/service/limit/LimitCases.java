package smart.service.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import smart.service.limit.LimitedCalls.Nature;

/** The backends and loads that the rules are compared with. */
final class LimitCases {
    private LimitCases() {}

    /**
     * A backend and what comes to it.
     *
     * @param from the second from which it is measured
     * @param changes after each of which the rule has to settle
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Case(String name, Nature nature, double perSecond, int from, int seconds, Change... changes) {
        /** The longest that it took after a change until three seconds had 95 % of what the backend bears; NaN for never. */
        double settled(long[] good) {
            double longest = 0;
            for (int i = 0; i < changes.length; i++) {
                int end = i + 1 < changes.length ? changes[i + 1].second() : seconds;
                longest = Math.max(longest, changes[i].settled(good, end));
            }
            return longest;
        }
    }

    /**
     * The backend is another from a second on.
     *
     * @param bears calls per second that can be answered from then on
     */
    record Change(int second, double bears) {
        private static final int SPAN = 3;

        double settled(long[] good, int end) {
            for (int from = second; from + SPAN <= end; from++) {
                if (Arrays.stream(good, from, from + SPAN).sum() >= 0.95 * bears * SPAN) {
                    return from - second;
                }
            }
            return Double.NaN;
        }
    }

    /** Stands still for half a second of each five. */
    private static Case stall(String name, double perSecond) {
        return new Case(
                name,
                nature(second -> 50, (random, second) -> {
                    double due = even(random);
                    return due + Math.max(0, 500 - (second * 1000 + due) % 5_000);
                }),
                perSecond,
                20,
                80);
    }

    /** Answers nothing in its second minute until half of that is over; {@code millis} is what it takes then. */
    private static Case gone(String name, double millis) {
        return new Case(
                name,
                nature(
                        second -> second >= 60 && second < 90 ? 0 : 50,
                        (random, second) -> second >= 60 && second < 90 ? millis : even(random)),
                1_000,
                0,
                150,
                new Change(0, 500),
                new Change(90, 500));
    }

    static double even(Random random) {
        return 80 + 40 * random.nextDouble();
    }

    record Bounded(int capacity, Function<Random, Double> millis) implements Nature {
        @Override
        public int capacity(double second) {
            return capacity;
        }

        @Override
        public double millis(Random random, double second) {
            return millis.apply(random);
        }
    }

    static Nature nature(Function<Double, Integer> capacity, BiFunction<Random, Double, Double> millis) {
        return new Nature() {
            @Override
            public int capacity(double second) {
                return capacity.apply(second);
            }

            @Override
            public double millis(Random random, double second) {
                return millis.apply(random, second);
            }
        };
    }

    static double randomBackend(Random random) {
        double millis = 100 + 500 * random.nextDouble();
        int which = random.nextInt(11);
        return which < 2 ? -millis : which == 2 ? -10_000 : millis;
    }

    static List<Case> cases() {
        Nature even = new Bounded(50, LimitCases::even);
        return List.of(
                new Case("half", even, 250, 0, 60, new Change(0, 250)),
                new Case("equal", even, 500, 20, 80, new Change(0, 500)),
                new Case("twice", even, 1_000, 20, 140, new Change(0, 500)),
                new Case("ten times", even, 5_000, 20, 60, new Change(0, 500)),
                new Case(
                        "50, 20, 50",
                        nature(second -> second >= 60 && second < 120 ? 20 : 50, (random, second) -> even(random)),
                        1_000,
                        0,
                        180,
                        new Change(0, 500),
                        new Change(60, 200),
                        new Change(120, 500)),
                new Case(
                        "100 ms, then 300 ms",
                        nature(second -> 0, (random, second) -> even(random) * (second >= 60 ? 3 : 1)),
                        1_000,
                        120,
                        180,
                        new Change(0, 1_000),
                        new Change(60, 1_000)),
                new Case(
                        "bimodal",
                        new Bounded(50, random -> even(random) * (random.nextInt(100) == 0 ? 20 : 1)),
                        210,
                        0,
                        120),
                new Case("lognormal", new Bounded(50, random -> 100 * Math.exp(random.nextGaussian())), 150, 0, 120),
                new Case(
                        "pareto",
                        new Bounded(50, random -> Math.min(10_000, 50 / Math.pow(1 - random.nextDouble(), 1 / 1.5))),
                        170,
                        0,
                        120),
                new Case("random", new Bounded(50, LimitCases::randomBackend), 20, 0, 120),
                new Case(
                        "bimodal x2",
                        new Bounded(50, random -> even(random) * (random.nextInt(100) == 0 ? 20 : 1)),
                        840,
                        20,
                        80),
                new Case("lognormal x2", new Bounded(50, random -> 100 * Math.exp(random.nextGaussian())), 600, 20, 80),
                new Case(
                        "pareto x2",
                        new Bounded(50, random -> Math.min(10_000, 50 / Math.pow(1 - random.nextDouble(), 1 / 1.5))),
                        680,
                        20,
                        80),
                new Case("random x2", new Bounded(50, LimitCases::randomBackend), 80, 20, 140),
                stall("stall", 400),
                stall("stall x2", 1000),
                gone("gone, refuses", -1),
                gone("gone, hangs", -10_000));
    }
}
