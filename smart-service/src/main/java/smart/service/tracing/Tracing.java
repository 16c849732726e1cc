package smart.service.tracing;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.backend.client.settings.BackendUrl;
import smart.service.request.CallTracing;
import smart.service.request.Caller;
import smart.service.tracing.otlp.OtlpClient;
import smart.service.tracing.otlp.TraceRequest;

/** Traces calls: starts their records, decides which to keep, and exports those. Safe for use by many threads. */
public final class Tracing implements CallTracing, Managed {
    /** The name of the instrumentation scope. */
    static final String SCOPE = "smart";

    private static final String AGENT = "Smart-OTLP-Exporter-Java/";

    private final HeadSampler sampler;
    private final TailRule tail;
    private final SpanExport export;
    private final LatencyTimer calls;
    private final LatencyTimer attempts;
    private final LongSupplier nanoTime;

    Tracing(
            HeadSampler sampler,
            TailRule tail,
            SpanExport export,
            LatencyTimer calls,
            LatencyTimer attempts,
            LongSupplier nanoTime) {
        this.sampler = sampler;
        this.tail = tail;
        this.export = export;
        this.calls = calls;
        this.attempts = attempts;
        this.nanoTime = nanoTime;
    }

    /**
     * The configured tracing, or null without an endpoint.
     *
     * @param backend the backend's URL
     * @param version of the service
     * @param nanoTime the clock of the calls, in nanoseconds
     */
    public static @Nullable Tracing of(
            TracingConfiguration configuration,
            BackendUrl backend,
            String version,
            MetricRegistry metrics,
            LongSupplier nanoTime) {
        String endpoint = configuration.tracesEndpoint();
        if (endpoint == null) {
            return null;
        }
        LatencyTimer calls = timer(metrics, "smart.request.duration");
        TailRule tail = new TailRule(calls, metrics);
        SpanExport export = new SpanExport(
                () -> new OtlpClient(URI.create(endpoint), AGENT + version, configuration.headers()),
                new SpanEncoder(new SpanParts(backend), InstantSource.system(), nanoTime),
                new TraceRequest(configuration.resource(version), SCOPE),
                new ExportReport(endpoint, metrics, nanoTime),
                nanoTime,
                tail::look);
        LatencyTimer attempts = timer(metrics, "smart.backend.attempt.duration");
        return new Tracing(configuration.headSampler(), tail, export, calls, attempts, nanoTime);
    }

    private static LatencyTimer timer(MetricRegistry metrics, String name) {
        return (LatencyTimer) metrics.timer(name, LatencyTimer::new);
    }

    /** Wraps {@code backend} to record the attempts of traced calls. */
    public Backend traced(Backend backend) {
        return new TracedBackend(backend);
    }

    @Override
    public Span begin(Caller caller, String id, long start) {
        return new CallSpan(this, sampler, caller, id, start);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void ended(CallSpan call, boolean error, long nanos) {
        if (!call.sampled && !tail.keeps(error, nanos, call.start + nanos)) {
            return;
        }
        call.keep();
        if (export.offer(call)) {
            call.exemplify(calls, attempts);
        }
    }

    @Override
    public void start() {
        export.start();
    }

    /** Sends the waiting spans, for at most some seconds. */
    @Override
    public void stop() throws InterruptedException {
        export.stop();
    }
}
