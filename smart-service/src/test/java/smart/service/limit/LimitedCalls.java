package smart.service.limit;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.EventLoop;
import smart.service.backend.ManualScheduler;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;
import smart.service.backend.attempt.ObservedBackend;
import smart.service.hedge.HedgedBackend;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Load;
import smart.service.limit.rule.LimitRule;

/**
 * Calls through limit and hedging to a simulated backend, on a manual clock, with Poisson arrivals; what came of them, second
 * by second. For one thread.
 */
final class LimitedCalls {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What the backend is like at a time. */
    interface Nature {
        /** Requests that it works on at a time; 0 for any number. */
        int capacity(double second);

        /** Milliseconds that a reply takes which begins then; negative for a failure after that time. */
        double millis(Random random, double second);
    }

    /** One replica of the service. */
    final class Replica {
        final InFlightLimiter limiter;
        final Histogram answered = new Histogram(3);
        final long[] calls;
        final long[] good;
        final long[] refused;
        final long[] succeeded;
        final int[] limits;
        boolean dead;
        private final Backend smart;

        Replica(LimitRule rule, Hedging hedging, int seconds) {
            limiter = new InFlightLimiter(rule, new MetricRegistry(), time);
            HedgePolicy policy = new HedgePolicy(
                    hedging,
                    () -> Duration.ofSeconds(10),
                    new Load(limiter::saturatedFor, limiter::inFlight, limiter::isQueueing),
                    time,
                    () -> Instant.EPOCH,
                    new MetricRegistry());
            Backend observed = new ObservedBackend(
                    List.of(Replica::noteWinner, new LimitTeacher(limiter, () -> Duration.ofSeconds(10))),
                    time,
                    LimitedCalls.this::receive);
            smart = new LimitedBackend(limiter, new HedgedBackend(policy, time, observed));
            calls = new long[seconds];
            good = new long[seconds];
            refused = new long[seconds];
            succeeded = new long[seconds];
            limits = new int[seconds];
        }

        /** As the outcomes of the addresses do, which are missing here. */
        private static void noteWinner(Attempt attempt) {
            if (attempt.result() == Result.SUCCESS) {
                attempt.request().used().succeeded(attempt.request().attempt());
            }
        }

        void call(int second) {
            calls[second]++;
            limits[second] = limiter.limit();
            long start = time.getAsLong();
            CompletableFuture<BackendResponse> sent = smart.send(new BackendRequest(
                    BackendRequest.Method.GET, null, List.of(), "id", start + timeout, 1, 1, 0, time));
            if (patience > 0) {
                EventLoop.Timer leaving = time.schedule(() -> sent.cancel(true), patience);
                var unused = sent.whenComplete((response, failure) -> leaving.cancel());
            }
            var unused = sent.whenComplete((response, failure) -> ended(second, start, failure));
        }

        private void ended(int second, long start, Throwable failure) {
            long took = time.getAsLong() - start;
            if (failure instanceof LimitReached) {
                refused[second]++;
            } else if (failure == null) {
                if (second >= from) {
                    answered.recordValue(took);
                }
                succeeded[second]++;
                if (took <= SECOND) {
                    good[second]++;
                }
            }
        }
    }

    final List<Replica> replicas;
    private final ManualScheduler time = new ManualScheduler();
    /** Of the callers alone, so that the same calls come whatever the service sends to the backend. */
    private final Random arrivals;

    private final Random random;
    private final Nature nature;
    private final int seconds;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int busy;
    private int from;
    private long timeout = 10 * SECOND;
    private long patience; // 0 if callers stay

    LimitedCalls(
            List<Function<LongSupplier, LimitRule>> rules, Hedging hedging, Nature nature, int seconds, long seed) {
        this.nature = nature;
        this.seconds = seconds;
        this.arrivals = new Random(seed);
        this.random = new Random(~seed);
        this.replicas = rules.stream()
                .map(rule -> new Replica(rule.apply(time), hedging, seconds))
                .toList();
    }

    /** What was answered before that second is not in the histogram. */
    LimitedCalls from(int second) {
        from = second;
        return this;
    }

    /** The callers ask for that timeout, instead of the service's 10 s. */
    LimitedCalls within(long millis) {
        timeout = TimeUnit.MILLISECONDS.toNanos(millis);
        return this;
    }

    /** The callers leave after that time, whatever the service's timeout is. */
    LimitedCalls leavingAfter(long millis) {
        patience = TimeUnit.MILLISECONDS.toNanos(millis);
        return this;
    }

    /** Lets calls come, to each replica that is not dead with the same probability; {@code each} runs once a second. */
    LimitedCalls run(double perSecond, java.util.function.IntConsumer each) {
        int last = -1;
        while (time.getAsLong() < seconds * SECOND) {
            int second = (int) (time.getAsLong() / SECOND);
            if (second != last) {
                last = second;
                each.accept(second);
            }
            List<Replica> alive =
                    replicas.stream().filter(replica -> !replica.dead).toList();
            alive.get(arrivals.nextInt(alive.size())).call(second);
            time.advanceTo(time.getAsLong() + (long) (-Math.log(1 - arrivals.nextDouble()) / perSecond * SECOND));
        }
        time.advance(Duration.ofMinutes(1));
        return this;
    }

    private double second() {
        return time.getAsLong() / 1e9;
    }

    private CompletableFuture<BackendResponse> receive(BackendRequest request) {
        CompletableFuture<BackendResponse> attempt = new CompletableFuture<>();
        EventLoop.Timer deadline =
                time.schedule(() -> fail(attempt, Kind.TIMEOUT), request.deadline() - time.getAsLong());
        var unused = attempt.whenComplete((response, failure) -> deadline.cancel());
        queue.add(() -> work(attempt));
        next();
        return attempt;
    }

    private void next() {
        while (!queue.isEmpty() && (nature.capacity(second()) == 0 || busy < nature.capacity(second()))) {
            busy++;
            queue.remove().run();
        }
    }

    /** A caller that leaves does not free its place: the backend works on for nobody, as the mock does. */
    private void work(CompletableFuture<BackendResponse> attempt) {
        double takes = nature.millis(random, second());
        var unused = time.schedule(
                () -> {
                    busy--;
                    if (takes < 0) {
                        fail(attempt, Kind.RESET);
                    } else {
                        attempt.complete(new BackendResponse(200, List.of(), new byte[0]));
                    }
                    next();
                },
                (long) (Math.abs(takes) * 1e6));
    }

    private static void fail(CompletableFuture<BackendResponse> attempt, Kind kind) {
        attempt.completeExceptionally(new Broken(kind, "scripted"));
    }
}
