package smart.service.tracing;

import com.codahale.metrics.MetricRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.backend.client.settings.BackendUrl;
import smart.service.request.Caller;
import smart.service.tracing.otlp.ProtoWriter;
import smart.service.tracing.otlp.SendResult;
import smart.service.tracing.otlp.TraceRequest;

/** Traces calls by a clock that the test sets, and decodes what a collector would get. */
final class TracedCalls {
    /** The time of day; it stands still. */
    static final Instant AT = Instant.parse("2026-11-28T12:00:00.123456789Z");

    final MetricRegistry metrics = new MetricRegistry();
    final List<ExportTraceServiceRequest> requests = new ArrayList<>();
    final SpanExport export;
    final Tracing tracing;
    Function<ExportTraceServiceRequest, SendResult> collector = request -> new SendResult.Taken(0, "");
    long now = Duration.ofDays(1).toNanos();
    /** How often the export did what it does regularly. */
    int looks;

    TracedCalls() {
        this("http://backend:8080/work?key=secret");
    }

    TracedCalls(String backend) {
        export = new SpanExport(
                () -> this::send,
                new SpanEncoder(new SpanParts(BackendUrl.of(backend)), InstantSource.fixed(AT), () -> now),
                new TraceRequest(Map.of("service.name", "smart"), Tracing.SCOPE),
                new ExportReport("the collector", metrics, () -> now),
                () -> now,
                time -> looks++);
        tracing = new Tracing(
                HeadSampler.of("always_on", 1),
                new TailRule(new LatencyTimer(), metrics),
                export,
                new LatencyTimer(),
                new LatencyTimer(),
                () -> now);
    }

    private SendResult send(ProtoWriter bytes) {
        try {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(bytes.toBytes());
            requests.add(request);
            return collector.apply(request);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    CallSpan begin(Caller caller) {
        return (CallSpan) tracing.begin(caller, "id-1", now);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        now += time.toNanos();
    }

    /** Sends what waits, and returns all spans so far. */
    List<Span> spans() throws InterruptedException {
        export.step();
        return requests.stream()
                .flatMap(request -> request.getResourceSpans(0).getScopeSpans(0).getSpansList().stream())
                .toList();
    }

    long count(String event) {
        return metrics.counter("smart.trace_spans." + event).getCount();
    }
}
