package smart.service.prometheus;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.dropwizard.health.HealthStateAggregator;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.backend.attempt.LatencyTimer.Counts;
import smart.service.build.Build;

/**
 * Metric families from Dropwizard's metrics. Each scrape looks the metrics up, and skips missing ones.
 *
 * @param metrics the source
 * @param registry the target of the families
 */
record Families(MetricRegistry metrics, PrometheusRegistry registry) {

    /** All counters whose names begin with {@code prefix}. The rest of the name is the label's value. */
    void counters(String name, String help, String label, String prefix) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> metrics.getCounters((counter, metric) -> counter.startsWith(prefix))
                        .forEach((counter, metric) ->
                                callback.call((double) metric.getCount(), counter.substring(prefix.length()))))
                .register(registry);
    }

    /** All counters whose names begin with {@code prefix}. The rest of the name is an address, a dot, and a result. */
    void addressCounters(String name, String help, String prefix) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("address", "result")
                .callback(callback -> metrics.getCounters((counter, metric) -> counter.startsWith(prefix))
                        .forEach((counter, metric) -> {
                            int dot = counter.lastIndexOf('.');
                            callback.call(
                                    (double) metric.getCount(),
                                    counter.substring(prefix.length(), dot),
                                    counter.substring(dot + 1));
                        }))
                .register(registry);
    }

    /** All gauges whose names begin with {@code prefix}. The rest of the name is an address. */
    void addressGauges(String name, String help, String prefix) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("address")
                .callback(callback -> metrics.getGauges((gauge, metric) -> gauge.startsWith(prefix))
                        .forEach((gauge, metric) -> {
                            if (metric.getValue() instanceof Number value) {
                                callback.call(value.doubleValue(), gauge.substring(prefix.length()));
                            }
                        }))
                .register(registry);
    }

    void counter(String name, String help, String counter) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback ->
                        callback.call((double) metrics.counter(counter).getCount()))
                .register(registry);
    }

    void gauge(String name, String help, String gauge) {
        gauge(name, help, gauge, DoubleUnaryOperator.identity());
    }

    /** A gauge of milliseconds, shown in seconds. */
    void millisGauge(String name, String help, String gauge) {
        gauge(name, help, gauge, millis -> millis / 1000);
    }

    private void gauge(String name, String help, String gauge, DoubleUnaryOperator conversion) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> {
                    Gauge<?> found = metrics.getGauges().get(gauge);
                    if (found != null && found.getValue() instanceof Number value) {
                        callback.call(conversion.applyAsDouble(value.doubleValue()));
                    }
                })
                .register(registry);
    }

    /** A {@link LatencyTimer}'s buckets. */
    void histogram(String name, String help, String timer) {
        registry.register(new Collector() {
            @Override
            public MetricSnapshot collect() {
                HistogramSnapshot.Builder family =
                        HistogramSnapshot.builder().name(name).help(help);
                Timer found = metrics.getTimers().get(timer);
                if (found instanceof LatencyTimer latency) {
                    family.dataPoint(point(latency.counts(), latency.exemplars()));
                }
                return family.build();
            }

            @Override
            public String getPrometheusName() {
                return name;
            }
        });
    }

    private static HistogramDataPointSnapshot point(Counts counts, List<LatencyTimer.Exemplar> exemplars) {
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(counts.upperBounds(), counts.perBucket()))
                .sum(counts.sum())
                .exemplars(
                        Exemplars.of(exemplars.stream().map(Families::exemplar).toList()))
                .build();
    }

    /** Only the OpenMetrics format shows exemplars. */
    private static Exemplar exemplar(LatencyTimer.Exemplar exemplar) {
        return Exemplar.builder()
                .value(exemplar.seconds())
                .traceId(exemplar.traceId())
                .spanId(exemplar.spanId())
                .timestampMillis(exemplar.at())
                .build();
    }

    /** {@code smart_ready}, and each regular health check, with 1 for healthy. */
    void health(BooleanSupplier ready, HealthStateAggregator health) {
        GaugeWithCallback.builder()
                .name("smart_ready")
                .help("Whether the service wants calls: 1 or 0.")
                .callback(callback -> callback.call(ready.getAsBoolean() ? 1 : 0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("smart_healthy")
                .help("The health checks: 1 or 0.")
                .labelNames("check")
                .callback(callback -> health.healthStateViews()
                        .forEach(view -> callback.call(view.isHealthy() ? 1 : 0, view.getName())))
                .register(registry);
    }

    /** {@code smart_build_info}: always 1; its labels tell the build. */
    void build(Build build) {
        Info.builder()
                .name("smart_build_info")
                .help("What is running.")
                .labelNames("version", "commit")
                .register(registry)
                .setLabelValues(build.version(), build.commit());
    }
}
