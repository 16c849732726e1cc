package smart.service.hedge.policy;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code smart.hedges.sent}: extra attempts; {@code smart.hedges.won}: those whose response went to the caller;
 * {@code smart.hedges.suppressed}: those that were due and skipped, because of the budget, the backend's pushback, calls
 * that queue at the backend, or the limit; {@code smart.hedging.delay}: the current delay in milliseconds, null while
 * hedging is off.
 */
final class HedgeMetrics {
    private final Counter sent;
    private final Counter won;
    private final Counter suppressed;

    HedgeMetrics(MetricRegistry registry, Supplier<@Nullable Double> delayMillis) {
        sent = registry.counter("smart.hedges.sent");
        won = registry.counter("smart.hedges.won");
        suppressed = registry.counter("smart.hedges.suppressed");
        registry.registerGauge("smart.hedging.delay", (Gauge<@Nullable Double>) delayMillis::get);
    }

    void sent() {
        sent.inc();
    }

    void won() {
        won.inc();
    }

    void suppressed() {
        suppressed.inc();
    }
}
