package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import io.dropwizard.util.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import smart.service.hedge.policy.Hedging;
import smart.service.limit.LimitedCalls.Nature;
import smart.service.limit.LimitedCalls.Replica;
import smart.service.limit.rule.AdaptiveLimit;
import smart.service.limit.rule.FixedLimit;
import smart.service.limit.rule.LimitRule;

/** Prints the simulated figures of {@code docs/limit.md}. It runs only when it is asked for by its name, see there. */
@SuppressWarnings("SystemOut")
final class LimitFigures {
    static final int MOST = 1_000;

    /** A rule of the library, as it is, told of the same samples. */
    record OfLibrary(Limit limit, LongSupplier nanoTime) implements LimitRule {
        @Override
        public int now() {
            return limit.getLimit();
        }

        @Override
        public void ended(long nanos, int inFlight, Sign sign) {
            limit.onSample(nanoTime.getAsLong() - nanos, nanos, inFlight, sign != Sign.ANSWERED);
        }
    }

    static AdaptiveLimit adaptive(LongSupplier time) {
        return new AdaptiveLimit(5, MOST, time, new Random(3)::nextDouble, change -> {
            if (Boolean.getBoolean("limit.trace")) {
                System.out.printf("%.2f %s%n", change.at() / 1e9, change);
            }
        });
    }

    static Map<String, Function<LongSupplier, LimitRule>> rules() {
        Map<String, Function<LongSupplier, LimitRule>> rules = new LinkedHashMap<>();
        rules.put("fixed 10", time -> new FixedLimit(10));
        rules.put("fixed 50, the knee", time -> new FixedLimit(50));
        rules.put("fixed 1,000", time -> new FixedLimit(1_000));
        rules.put(
                "AIMD",
                time -> new OfLibrary(
                        AIMDLimit.newBuilder()
                                .minLimit(5)
                                .maxLimit(MOST)
                                .initialLimit(100)
                                .timeout(1, TimeUnit.SECONDS)
                                .build(),
                        time));
        rules.put(
                "Vegas",
                time -> new OfLibrary(
                        WindowedLimit.newBuilder()
                                .build(VegasLimit.newBuilder()
                                        .maxConcurrency(MOST)
                                        .initialLimit(100)
                                        .build()),
                        time));
        rules.put(
                "Gradient2",
                time -> new OfLibrary(
                        WindowedLimit.newBuilder()
                                .build(Gradient2Limit.newBuilder()
                                        .minLimit(5)
                                        .maxConcurrency(MOST)
                                        .initialLimit(100)
                                        .build()),
                        time));
        rules.put("adaptive", LimitFigures::adaptive);
        return rules;
    }

    static final Hedging OFF = hedging(false, null);

    static Hedging hedging(boolean enabled, Double percentile) {
        return new Hedging(
                enabled,
                Duration.milliseconds(300),
                1,
                Duration.milliseconds(0),
                Hedging.OnFailure.HEDGE_NOW,
                percentile,
                20,
                10);
    }

    /**
     * A backend and what comes to it.
     *
     * @param from the second from which it is measured
     */
    record Case(String name, Nature nature, double perSecond, int from, int seconds) {}

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
                150);
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

    static Nature nature(
            Function<Double, Integer> capacity, java.util.function.BiFunction<Random, Double, Double> millis) {
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
        Nature even = new Bounded(50, LimitFigures::even);
        return List.of(
                new Case("half", even, 250, 0, 60),
                new Case("equal", even, 500, 20, 80),
                new Case("twice", even, 1_000, 20, 140),
                new Case("ten times", even, 5_000, 20, 60),
                new Case(
                        "50, 20, 50",
                        nature(second -> second >= 60 && second < 120 ? 20 : 50, (random, second) -> even(random)),
                        1_000,
                        0,
                        180),
                new Case(
                        "100 ms, then 300 ms",
                        nature(second -> 0, (random, second) -> even(random) * (second >= 60 ? 3 : 1)),
                        1_000,
                        120,
                        180),
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
                new Case("random", new Bounded(50, LimitFigures::randomBackend), 20, 0, 120),
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
                new Case("random x2", new Bounded(50, LimitFigures::randomBackend), 80, 20, 140),
                stall("stall", 400),
                stall("stall x2", 1000),
                gone("gone, refuses", -1),
                gone("gone, hangs", -10_000));
    }

    @Test
    void printTheTable() {
        String only = System.getProperty("limit.cases", "");
        String onlyRules = System.getProperty("limit.rules", "");
        for (Case tried : cases()) {
            if (!only.isEmpty() && !Arrays.asList(only.split(";")).contains(tried.name())) {
                continue;
            }
            System.out.printf("%n**%s**%n%n", tried.name());
            rules().forEach((name, rule) -> {
                if (onlyRules.isEmpty() || Arrays.asList(onlyRules.split(";")).contains(name)) {
                    print(tried, name, rule, OFF);
                }
            });
        }
        assertThat(cases()).isNotEmpty();
    }

    static void print(Case tried, String name, Function<LongSupplier, LimitRule> rule, Hedging hedging) {
        LimitedCalls calls =
                new LimitedCalls(List.of(rule), hedging, tried.nature(), tried.seconds(), 7).from(tried.from());
        Replica only = calls.run(tried.perSecond(), second -> {}).replicas.get(0);
        double span = tried.seconds() - tried.from();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.0f | %.2f %% | %d |%n",
                name,
                sum(only.good, tried.from()) / span,
                only.answered.getValueAtPercentile(50) / 1e6,
                only.answered.getValueAtPercentile(99) / 1e6,
                100.0 * sum(only.refused, tried.from()) / sum(only.calls, tried.from()),
                only.limits[tried.seconds() - 1]);
        if (Boolean.getBoolean("limit.verbose")) {
            System.out.println("limits " + Arrays.toString(only.limits));
            System.out.println("good " + Arrays.toString(only.good));
        }
    }

    static double sum(long[] counts, int from) {
        return Arrays.stream(counts, from, counts.length).sum();
    }
}
