package smart.service.limit;

import com.codahale.metrics.MetricRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/** A permit taken and given back, and one refused. */
@State(Scope.Benchmark)
public class LimiterBenchmark {
    private final InFlightLimiter limiter = new InFlightLimiter(100, new MetricRegistry(), System::nanoTime);
    private final InFlightLimiter full = new InFlightLimiter(1, new MetricRegistry(), System::nanoTime);
    private final Permit last = full.tryAcquire();

    @Benchmark
    public void takeAndGiveBack() {
        limiter.tryAcquire().release();
    }

    @Benchmark
    @Threads(2)
    public void takeAndGiveBackByTwo() {
        limiter.tryAcquire().release();
    }

    @Benchmark
    public void refuse(Blackhole hole) {
        hole.consume(full.tryAcquire());
        hole.consume(last);
    }
}
