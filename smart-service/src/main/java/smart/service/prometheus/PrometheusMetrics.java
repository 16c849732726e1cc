package smart.service.prometheus;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.health.HealthStateAggregator;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BooleanSupplier;
import smart.service.build.Build;

/** The Prometheus names of all the service's metrics, each beside Dropwizard's name. */
public final class PrometheusMetrics {
    private static final String POOL = "smart.backend.connections.";

    private static final String ADDRESS = "smart.backend.address.";

    private PrometheusMetrics() {}

    /**
     * A registry that shows the current values of {@code metrics}.
     *
     * @param ready whether the service wants calls
     * @param health the health checks
     * @param build the running build
     */
    public static PrometheusRegistry of(
            MetricRegistry metrics, BooleanSupplier ready, HealthStateAggregator health, Build build) {
        Families families = new Families(metrics, new PrometheusRegistry());

        families.counters("smart_requests_total", "Calls, by what came of them.", "outcome", "smart.requests.");
        families.histogram(
                "smart_request_duration_seconds",
                "From a call's arrival to the end of its response, without refused and invalid calls.",
                "smart.request.duration");
        families.gauge("smart_in_flight", "Calls in flight.", "smart.in_flight");
        families.gauge("smart_in_flight_limit", "The current limit of calls in flight.", "smart.in_flight_limit");
        families.gauge(
                "smart_in_flight_limit_max", "The configured maximum: limit.maxInFlight.", "smart.in_flight_limit_max");
        families.gauge("smart_caller_connections", "Callers' connections.", "smart.caller_connections");
        families.gauge(
                "smart_caller_connections_max",
                "The most connections that callers may have: callers.maxConnections.",
                "smart.caller_connections_max");
        families.counters(
                "smart_limit_changes_total",
                "Changes of the adaptive limit, by reason.",
                "reason",
                "smart.limit_changes.");
        families.millisGauge(
                "smart_limit_unloaded_latency_seconds",
                "The adaptive limit's estimate of the unloaded backend's latency.",
                "smart.limit.unloaded_latency");
        families.gauge(
                "smart_limit_gradient",
                "The factor by which the newest attempts shrink the adaptive limit; 1 for no change.",
                "smart.limit.gradient");

        families.counters(
                "smart_backend_attempts_total",
                "Attempts at the backend, by result; cancelled ones were no longer needed.",
                "result",
                "smart.backend.attempts.");
        families.histogram(
                "smart_backend_attempt_duration_seconds",
                "The duration of attempts at the backend, without cancelled ones.",
                "smart.backend.attempt.duration");
        families.counters(
                "smart_backend_errors_total",
                "Failed attempts at the backend, by kind.",
                "kind",
                "smart.backend.errors.");
        families.counters(
                "smart_hedges_total",
                "Extra attempts: sent; won, which gave the response; suppressed, which were due and skipped.",
                "event",
                "smart.hedges.");
        families.millisGauge(
                "smart_hedging_delay_seconds",
                "The current delay before a call's first extra attempt; absent while hedging is off.",
                "smart.hedging.delay");
        families.counter(
                "smart_error_notes_dropped_total",
                "Error notes dropped because the disk was too slow or full.",
                "smart.error_notes_dropped");

        families.counters(
                "smart_trace_spans_total",
                "Spans of traces: sent; failed, not accepted by the endpoint; queue_full, dropped because the queue was full.",
                "event",
                "smart.trace_spans.");
        families.counter(
                "smart_traces_left_out_total",
                "Traces of failed or slow calls that were not kept: above a hundred per second of each.",
                "smart.traces.left_out");

        families.gauge("smart_backend_connections_leased", "Connections in use.", POOL + "leased");
        families.gauge("smart_backend_connections_idle", "Open connections not in use.", POOL + "idle");
        families.gauge("smart_backend_connections_pending", "Attempts without one.", POOL + "pending");
        families.gauge("smart_backend_connections_max", "The size of the pool.", POOL + "max");

        families.addressCounters(
                "smart_backend_address_attempts_total",
                "Attempts at each address of the backend, by result; failover: went on to another address.",
                ADDRESS + "attempts.");
        families.addressGauges(
                "smart_backend_address_in_flight", "Attempts in flight at each address.", ADDRESS + "in_flight.");
        families.addressGauges(
                "smart_backend_address_ejected",
                "Whether an address is ejected for failures: 1 or 0.",
                ADDRESS + "ejected.");

        families.health(ready, health);
        families.build(build);
        JvmMetrics.builder().register(families.registry());
        return families.registry();
    }
}
