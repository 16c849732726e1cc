package smart.service.hedge;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.ManualScheduler;
import smart.service.backend.ScriptedBackend;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;
import smart.service.hedge.policy.Load;

/** Calls through a {@link HedgedBackend} to a scripted backend, all on one manual clock. Times are milliseconds. */
final class HedgedCalls {
    final ManualScheduler time = new ManualScheduler();
    final ScriptedBackend backend = new ScriptedBackend(time);
    final MetricRegistry registry = new MetricRegistry();
    final HedgePolicy policy;
    /** For how long the limiter has refused calls. */
    Duration saturatedFor = Duration.ZERO;

    boolean queueing;

    final HedgedBackend hedged;

    /** Delay 300 ms, two extra attempts together, HEDGE_NOW, budget 20 %, 10 a second besides. */
    HedgedCalls() {
        Hedging hedging = new Hedging(
                true,
                io.dropwizard.util.Duration.milliseconds(300),
                2,
                io.dropwizard.util.Duration.milliseconds(0),
                OnFailure.HEDGE_NOW,
                null,
                20,
                10);
        policy = new HedgePolicy(
                hedging,
                () -> Duration.ofSeconds(10),
                new Load(() -> saturatedFor, () -> 1, () -> queueing),
                time,
                () -> Instant.EPOCH,
                registry);
        hedged = new HedgedBackend(policy, time, backend);
    }

    void use(boolean enabled, long delay, int extraAttempts, long interval, OnFailure onFailure) {
        Hedging now = policy.hedging();
        policy.use(new Hedging(
                enabled,
                io.dropwizard.util.Duration.milliseconds(delay),
                extraAttempts,
                io.dropwizard.util.Duration.milliseconds(interval),
                onFailure,
                now.percentile(),
                now.budget(),
                now.minPerSecond()));
    }

    void budget(double percent, int minPerSecond) {
        Hedging now = policy.hedging();
        policy.use(new Hedging(
                now.enabled(),
                now.delay(),
                now.extraAttempts(),
                now.interval(),
                now.onFailure(),
                now.percentile(),
                percent,
                minPerSecond));
    }

    void percentile(Double percentile) {
        Hedging now = policy.hedging();
        policy.use(new Hedging(
                now.enabled(),
                now.delay(),
                now.extraAttempts(),
                now.interval(),
                now.onFailure(),
                percentile,
                now.budget(),
                now.minPerSecond()));
    }

    CompletableFuture<BackendResponse> call() {
        return call(10_000);
    }

    CompletableFuture<BackendResponse> call(long deadline) {
        return hedged.send(request(deadline));
    }

    BackendRequest request(long deadline) {
        long end = time.getAsLong() + MILLISECONDS.toNanos(deadline);
        return new BackendRequest(BackendRequest.Method.GET, null, List.of(), "id", end, 1, 1, 0, time);
    }

    void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** The gauge of the delay in force. */
    double delay() {
        return (Double) registry.getGauges().get("smart.hedging.delay").getValue();
    }

    /** The counter {@code smart.hedges.<event>}. */
    long count(String event) {
        return registry.counter("smart.hedges." + event).getCount();
    }

    /** What the call failed with. */
    static <T extends Throwable> T failure(CompletableFuture<BackendResponse> call, Class<T> type) {
        assertThat(call).isCompletedExceptionally();
        return call.handle((response, failure) -> failure).thenApply(type::cast).join();
    }
}
