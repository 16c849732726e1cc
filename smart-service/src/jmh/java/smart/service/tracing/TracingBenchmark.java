package smart.service.tracing;

import com.codahale.metrics.MetricRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import smart.service.backend.BackendResponse;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.backend.client.settings.BackendUrl;
import smart.service.request.Outcome;
import smart.service.tracing.otlp.SendResult;
import smart.service.tracing.otlp.TraceRequest;

/** What a call with one attempt costs: on its own thread if it is not kept, and on the export's thread if it is. */
@State(Scope.Benchmark)
public class TracingBenchmark {
    private static final int BATCH = 2048;
    private static final BackendResponse RESPONSE = new BackendResponse(200, List.of(), new byte[12]);

    private final MetricRegistry metrics = new MetricRegistry();
    private final QuietCaller caller = QuietCaller.with(
            "Host", "smart.example:8000",
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept", "application/json",
            "Accept-Encoding", "gzip, deflate, br",
            "Connection", "keep-alive");
    private final SpanEncoder encoder = new SpanEncoder(
            new SpanParts(BackendUrl.of("http://backend:8080/work")), InstantSource.system(), System::nanoTime);
    private final TraceRequest request = new TraceRequest(Map.of("service.name", "smart"), "smart");
    private final Tracing tracing = tracing("always_off");
    private final CallSpan kept = call(tracing("always_on"));

    private Tracing tracing(String sampler) {
        return new Tracing(
                HeadSampler.of(sampler, 1),
                new TailRule(new LatencyTimer(), metrics),
                new SpanExport(
                        () -> bytes -> new SendResult.Taken(0, ""),
                        encoder,
                        request,
                        new ExportReport("", metrics, System::nanoTime),
                        System::nanoTime,
                        time -> {}),
                new LatencyTimer(),
                new LatencyTimer(),
                System::nanoTime);
    }

    private CallSpan call(Tracing of) {
        CallSpan call = (CallSpan) of.begin(caller, "7f3a7f3a7f3a7f3a", System.nanoTime());
        AttemptSpan attempt = call.attempt(1);
        call.ended(attempt, "192.0.2.7", RESPONSE, null);
        call.ended(Outcome.SUCCESS, 200, 1_000_000);
        return call;
    }

    @Setup
    public void prepare() {
        request.clear(false);
    }

    @Benchmark
    public CallSpan notKept() {
        return call(tracing);
    }

    @Benchmark
    public int encoded() {
        if (request.spans() >= BATCH) {
            int size = request.end().size();
            request.clear(false);
            return size;
        }
        encoder.add(kept, request, 1);
        return 0;
    }
}
