package smart.service.hedge;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.util.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.DirectLoop;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;
import smart.service.hedge.policy.Load;

/**
 * A call whose first attempt is answered by the same thread, after the extra ones were scheduled. A timer costs nothing
 * here.
 */
@State(Scope.Benchmark)
public class HedgedBackendBenchmark {
    private static final BackendResponse RESPONSE = new BackendResponse(200, List.of(), new byte[12]);

    @Param({"false", "true"})
    boolean enabled;

    private CompletableFuture<BackendResponse> attempt = new CompletableFuture<>();
    private HedgedBackend backend;

    @Setup
    public void prepare() {
        HedgePolicy policy = new HedgePolicy(
                new Hedging(
                        enabled,
                        Duration.milliseconds(300),
                        1,
                        Duration.milliseconds(0),
                        OnFailure.HEDGE_NOW,
                        95.0,
                        20,
                        10),
                () -> java.time.Duration.ofSeconds(10),
                new Load(() -> java.time.Duration.ZERO, () -> 1, () -> false),
                System::nanoTime,
                InstantSource.system(),
                new MetricRegistry());
        backend = new HedgedBackend(policy, System::nanoTime, request -> attempt);
    }

    @Benchmark
    public BackendResponse call() {
        attempt = new CompletableFuture<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        CompletableFuture<BackendResponse> call = backend.send(
                new BackendRequest(Method.GET, null, List.of(), "7f3a", deadline, 1, 1, 0, new DirectLoop()));
        attempt.complete(RESPONSE);
        return call.join();
    }
}
