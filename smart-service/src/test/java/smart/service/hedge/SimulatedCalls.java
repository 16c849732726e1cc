package smart.service.hedge;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.EventLoop;
import smart.service.backend.ManualScheduler;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Load;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;

/**
 * Calls with one setting, and what came of them: limit and hedging in front of a backend of a known distribution, all on a
 * manual clock, with Poisson arrivals.
 */
final class SimulatedCalls implements Backend {
    /** How long the replies take. */
    interface Replies {
        /** Milliseconds from {@code now}, also milliseconds; negative for a failure after that time. */
        double millis(Random random, double now);
    }

    /** What came to the backend. */
    long requests;

    private PoissonCalls calls;
    private final ManualScheduler time = new ManualScheduler();
    private final Random random;
    private final Replies replies;
    private final int capacity;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int busy;
    private final Backend smart;

    /** @param capacity requests that the backend works on at a time; 0 for any number */
    SimulatedCalls(Hedging hedging, int limit, int capacity, Replies replies, long seed) {
        this.replies = replies;
        this.random = new Random(seed);
        this.capacity = capacity;
        InFlightLimiter limiter = new InFlightLimiter(limit, new MetricRegistry(), time);
        HedgePolicy policy = new HedgePolicy(
                hedging,
                () -> Duration.ofSeconds(10),
                new Load(limiter::saturatedFor, limiter::inFlight, limiter::isQueueing),
                time,
                () -> Instant.EPOCH,
                new MetricRegistry());
        smart = new LimitedBackend(limiter, new HedgedBackend(policy, time, this));
    }

    SimulatedCalls calls(double perSecond, int number) {
        calls = new PoissonCalls(smart, time, random, perSecond, number);
        return this;
    }

    double withinSecond() {
        return calls.withinSecond();
    }

    /** The time within which that share of all calls had succeeded, in nanoseconds; the largest where fewer did. */
    long percentile(double percent) {
        return calls.percentile(percent);
    }

    int succeeded() {
        return calls.succeeded();
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        requests++;
        CompletableFuture<BackendResponse> attempt = new CompletableFuture<>();
        EventLoop.Timer deadline = after(request.deadline() - time.getAsLong(), () -> fail(attempt, Kind.TIMEOUT));
        var unused = attempt.whenComplete((response, failure) -> deadline.cancel());
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
        double takes = replies.millis(random, time.getAsLong() / 1e6);
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

    private EventLoop.Timer after(long nanos, Runnable then) {
        return time.schedule(then, nanos);
    }
}
