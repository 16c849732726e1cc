package smart.service.limit;

import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import smart.service.limit.rule.LimitRule.Sign;

/**
 * What a call costs of the limit, with each mode: a permit taken, an attempt's end told, the permit given back. The limit is
 * nearly in use, so each end teaches; and it can't move, so that the modes stay comparable.
 */
@State(Scope.Benchmark)
public class AdaptiveLimitBenchmark {
    private static final int LIMIT = 100;
    private static final int IN_USE = 90;
    private static final long ATTEMPT = TimeUnit.MILLISECONDS.toNanos(100);

    @Param({"FIXED", "ADAPTIVE"})
    LimitMode mode;

    private InFlightLimiter limiter;

    @Setup
    public void prepare() {
        limiter = new InFlightLimiter(new LimitSettings(mode, LIMIT, LIMIT), new MetricRegistry(), System::nanoTime);
        for (int i = 0; i < IN_USE; i++) {
            limiter.tryAcquire();
        }
    }

    @Benchmark
    public void call() {
        Permit permit = limiter.tryAcquire();
        limiter.ended(ATTEMPT, Sign.ANSWERED);
        permit.release();
    }

    @Benchmark
    @Threads(2)
    public void callByTwo() {
        call();
    }
}
