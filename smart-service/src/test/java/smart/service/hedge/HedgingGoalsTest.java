package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.util.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.hedge.Hedging.OnFailure;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;

/**
 * What hedging is to bring, and what it may cost, as {@code docs/hedging.md} has it: limit, hedging and a backend of a known
 * distribution on a manual clock, with Poisson arrivals. No machine's mood is in these figures.
 */
final class HedgingGoalsTest {
    private static final double SECOND = 1e9;
    private static final Hedging OFF = hedging(false, 1, null, 20, 10);

    @Test
    void bimodalWithThePercentileAndOneExtraAttempt() {
        ToDoubleFunction<Random> bimodal =
                random -> (80 + 40 * random.nextDouble()) * (random.nextInt(100) == 0 ? 20 : 1);

        Run without = new Run(OFF, 1_000, 0, bimodal).calls(350, 60_000);
        Run with = new Run(hedging(true, 1, 95.0, 20, 10), 1_000, 0, bimodal).calls(350, 60_000);

        assertThat(with.percentile(99.9)).isLessThan(without.percentile(99.9) / 8);
        assertThat(with.requests).isLessThan((long) (1.06 * 60_000));
    }

    @Test
    void randomWithTheFixedDelayAndNoBudgetSucceedsWithinASecond() {
        Run without = new Run(OFF, 1_000, 0, HedgingGoalsTest::random).calls(150, 20_000);
        Run with = new Run(hedging(true, 2, null, 1_000, 1_000_000), 1_000, 0, HedgingGoalsTest::random)
                .calls(150, 20_000);

        assertThat(without.withinSecond()).isBetween(0.71, 0.75);
        assertThat(with.withinSecond()).isGreaterThan(0.97);
    }

    /** Ten requests of 100 ms at a time, with twice as many calls as that allows, and a queue without an end. */
    @Test
    void anOverloadedBackendAnswersAsManyCallsAsWithoutHedging() {
        ToDoubleFunction<Random> even = random -> 80 + 40 * random.nextDouble();
        double without = new Run(OFF, 50, 10, even).calls(200, 20_000).succeeded.size();

        for (Double percentile : Arrays.asList(null, 95.0)) {
            Run with = new Run(hedging(true, 1, percentile, 20, 10), 50, 10, even).calls(200, 20_000);
            assertThat(with.succeeded.size() / without).isGreaterThan(0.99);
        }
    }

    /** The mock's own: of 11 cases two fail, one hangs; a failure is a negative time. */
    private static double random(Random random) {
        double millis = 100 + 500 * random.nextDouble();
        int which = random.nextInt(11);
        return which < 2 ? -millis : which == 2 ? -10_000 : millis;
    }

    private static Hedging hedging(
            boolean enabled, int extraAttempts, Double percentile, double budget, int minPerSecond) {
        return new Hedging(
                enabled,
                Duration.milliseconds(300),
                extraAttempts,
                Duration.milliseconds(0),
                OnFailure.HEDGE_NOW,
                percentile,
                budget,
                minPerSecond);
    }

    /** Calls with one setting to one backend, and what came of them. */
    private static final class Run implements Backend {
        final List<Long> succeeded = new ArrayList<>();
        long requests;
        private long calls;
        private final ManualScheduler time = new ManualScheduler();
        private final Random random = new Random(8);
        private final ToDoubleFunction<Random> millis;
        private final int capacity;
        private final Deque<Runnable> queue = new ArrayDeque<>();
        private int busy;
        private final Backend smart;

        /** @param capacity requests that the backend works on at a time; 0 for any number */
        Run(Hedging hedging, int limit, int capacity, ToDoubleFunction<Random> millis) {
            this.millis = millis;
            this.capacity = capacity;
            InFlightLimiter limiter = new InFlightLimiter(limit, new MetricRegistry(), time);
            HedgePolicy policy = new HedgePolicy(
                    hedging,
                    () -> java.time.Duration.ofSeconds(10),
                    limiter::saturatedFor,
                    time,
                    () -> Instant.EPOCH,
                    new MetricRegistry());
            smart = new LimitedBackend(limiter, new HedgedBackend(policy, time, time, this));
        }

        Run calls(double perSecond, int number) {
            for (calls = 0; calls < number; calls++) {
                long start = time.getAsLong();
                long deadline = start + TimeUnit.SECONDS.toNanos(10);
                var unused = smart.send(new BackendRequest(
                                BackendRequest.Method.GET, null, List.of(), "id", deadline, 1, 1))
                        .thenAccept(response -> succeeded.add(time.getAsLong() - start));
                time.advanceTo(start + (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND));
            }
            time.advance(java.time.Duration.ofMinutes(1));
            succeeded.sort(null);
            return this;
        }

        double withinSecond() {
            return succeeded.stream().filter(nanos -> nanos <= SECOND).count() / (double) calls;
        }

        /** Of all calls; those that failed took for ever. */
        long percentile(double percent) {
            return succeeded.get((int) Math.ceil(calls * percent / 100) - 1);
        }

        @Override
        public CompletableFuture<BackendResponse> send(BackendRequest request) {
            requests++;
            CompletableFuture<BackendResponse> attempt = new CompletableFuture<>();
            Future<?> deadline =
                    after(request.deadline() - time.getAsLong(), () -> fail(attempt, Kind.TIMEOUT));
            var unused = attempt.whenComplete((response, failure) -> deadline.cancel(false));
            queue.add(() -> work(attempt));
            next();
            return attempt;
        }

        private void next() {
            while (!queue.isEmpty() && (capacity == 0 || busy < capacity)) {
                busy++;
                queue.remove().run();
            }
        }

        /** A caller that leaves does not free its place: the backend works on for nobody, as the mock does. */
        private void work(CompletableFuture<BackendResponse> attempt) {
            double takes = millis.applyAsDouble(random);
            var unused = after((long) (Math.abs(takes) * 1e6), () -> {
                if (takes < 0) {
                    fail(attempt, Kind.RESET);
                } else {
                    attempt.complete(new BackendResponse(200, List.of(), new byte[0]));
                }
                busy--;
                next();
            });
        }

        private static void fail(CompletableFuture<BackendResponse> attempt, Kind kind) {
            attempt.completeExceptionally(new Broken(kind, "scripted"));
        }

        private Future<?> after(long nanos, Runnable then) {
            return time.schedule(then, nanos, TimeUnit.NANOSECONDS);
        }
    }
}
