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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smart.service.hedge.policy.Hedging;
import smart.service.limit.LimitCases.Case;
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

    @Test
    void printTheTable() {
        String only = System.getProperty("limit.cases", "");
        String onlyRules = System.getProperty("limit.rules", "");
        for (Case tried : LimitCases.cases()) {
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
        assertThat(LimitCases.cases()).isNotEmpty();
    }

    static void print(Case tried, String name, Function<LongSupplier, LimitRule> rule, Hedging hedging) {
        Replica only = run(tried, rule, hedging);
        double span = tried.seconds() - tried.from();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.0f | %.2f %% | %s | %d |%n",
                name,
                sum(only.good, tried.from()) / span,
                only.answered.getValueAtPercentile(50) / 1e6,
                only.answered.getValueAtPercentile(99) / 1e6,
                100.0 * sum(only.refused, tried.from()) / sum(only.calls, tried.from()),
                settled(tried.settled(only.good)),
                only.limits[tried.seconds() - 1]);
        if (Boolean.getBoolean("limit.verbose")) {
            System.out.println("limits " + Arrays.toString(only.limits));
            System.out.println("good " + Arrays.toString(only.good));
        }
    }

    private static Replica run(Case tried, Function<LongSupplier, LimitRule> rule, Hedging hedging) {
        return new LimitedCalls(List.of(rule), hedging, tried.nature(), tried.seconds(), 7)
                .from(tried.from())
                .run(tried.perSecond(), second -> {})
                .replicas
                .get(0);
    }

    private static String settled(double seconds) {
        return Double.isNaN(seconds) ? "never" : String.valueOf(Math.round(seconds));
    }

    /** Goodput of each case with the adaptive limit: without hedging, with 300 ms, and with the 95th percentile. */
    @Test
    void printTheTableOfHedging() {
        for (Case tried : LimitCases.cases()) {
            double span = tried.seconds() - tried.from();
            double[] goodput = Stream.of(OFF, hedging(true, null), hedging(true, 95.0))
                    .mapToDouble(hedging -> sum(run(tried, LimitFigures::adaptive, hedging).good, tried.from()) / span)
                    .toArray();
            System.out.printf(
                    Locale.ROOT, "| %s | %.1f | %.1f | %.1f |%n", tried.name(), goodput[0], goodput[1], goodput[2]);
        }
        assertThat(LimitCases.cases()).isNotEmpty();
    }

    static double sum(long[] counts, int from) {
        return Arrays.stream(counts, from, counts.length).sum();
    }
}
