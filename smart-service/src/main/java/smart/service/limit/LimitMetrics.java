package smart.service.limit;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import smart.service.limit.rule.LimitChange;
import smart.service.limit.rule.LimitView;

/**
 * {@code smart.in_flight}, {@code smart.in_flight_limit}, and {@code smart.in_flight_limit_max}, the configured
 * maximum; {@code smart.limit_changes.*}: changes of the adaptive limit, by reason;
 * {@code smart.limit.unloaded_latency}, in milliseconds, and {@code smart.limit.gradient}: its state, null in the fixed
 * mode.
 */
final class LimitMetrics {
    private static final String IN_FLIGHT = "smart.in_flight";
    private static final String LIMIT = "smart.in_flight_limit";
    private static final String MAX = "smart.in_flight_limit_max";
    private static final String UNLOADED = "smart.limit.unloaded_latency";
    private static final String GRADIENT = "smart.limit.gradient";

    private final MetricRegistry registry;
    private final Map<LimitChange.Reason, Counter> changes = new EnumMap<>(LimitChange.Reason.class);

    LimitMetrics(MetricRegistry registry) {
        this.registry = registry;
        for (LimitChange.Reason reason : LimitChange.Reason.values()) {
            changes.put(reason, registry.counter("smart.limit_changes." + reason.label()));
        }
    }

    void changed(LimitChange change) {
        Objects.requireNonNull(changes.get(change.reason())).inc();
    }

    void show(
            Supplier<Integer> inFlight,
            Supplier<Integer> limit,
            Supplier<Integer> max,
            Supplier<@Nullable LimitView> view) {
        registry.registerGauge(IN_FLIGHT, (Gauge<Integer>) inFlight::get);
        registry.registerGauge(LIMIT, (Gauge<Integer>) limit::get);
        registry.registerGauge(MAX, (Gauge<Integer>) max::get);
        registry.registerGauge(UNLOADED, new Known(view, LimitView::unloadedMillis));
        registry.registerGauge(GRADIENT, new Known(view, LimitView::gradient));
    }

    void hide() {
        List.of(IN_FLIGHT, LIMIT, MAX, UNLOADED, GRADIENT).forEach(registry::remove);
    }

    private interface Figure {
        @Nullable Double of(LimitView view);
    }

    private record Known(Supplier<@Nullable LimitView> view, Figure figure) implements Gauge<@Nullable Double> {
        @Override
        public @Nullable Double getValue() {
            LimitView now = view.get();
            return now == null ? null : figure.of(now);
        }
    }
}
