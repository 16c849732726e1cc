package smart.service.tracing;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the kept traces on its own thread. Offering a trace never blocks: while the endpoint is slow or down, up to
 * {@value #MOST_WAITING} spans wait, and more are dropped. Counts spans in {@code smart.trace_spans.sent},
 * {@code .queue_full} and {@code .failed}. It logs problems at most once a minute.
 */
final class SpanExport {
    static final int MOST_WAITING = 20_000;
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);
    /** Spans per request, of about 600 bytes each. A request costs as much as about a hundred spans. */
    private static final int BATCH = 2048;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    /**
     * The library's logger would log each failure. It is kept in a field, since an unreferenced logger loses its level.
     */
    private final java.util.logging.Logger library = java.util.logging.Logger.getLogger("io.opentelemetry");

    private final Queue<CallSpan> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger(); // spans in the queue
    private final String endpoint;
    private final Supplier<SpanExporter> maker;
    private final SpanFactory spans;
    private final LongSupplier nanoTime;
    private final LongConsumer regularly;
    private final Counter sent;
    private final Counter queueFull;
    private final Counter failed;
    private final Thread thread = new Thread(this::run, "trace-export");
    private volatile boolean stopping;
    // Used by the thread alone.
    private @Nullable SpanExporter exporter;
    private boolean told;
    private long toldAt;

    /**
     * @param endpoint the name of the endpoint in the log
     * @param maker creates the sender with the first span, since that loads some hundred classes
     * @param regularly called with the time by the export's thread, about twice a second
     */
    SpanExport(
            String endpoint,
            Supplier<SpanExporter> maker,
            SpanFactory spans,
            MetricRegistry metrics,
            LongSupplier nanoTime,
            LongConsumer regularly) {
        this.endpoint = endpoint;
        this.maker = maker;
        this.spans = spans;
        this.nanoTime = nanoTime;
        this.regularly = regularly;
        this.sent = metrics.counter("smart.trace_spans.sent");
        this.queueFull = metrics.counter("smart.trace_spans.queue_full");
        this.failed = metrics.counter("smart.trace_spans.failed");
        this.toldAt = nanoTime.getAsLong() - LOG_NANOS;
        library.setLevel(Level.OFF);
        thread.setDaemon(true);
    }

    /** Takes a call that has ended; false if it was dropped because the queue is full. */
    boolean offer(CallSpan call) {
        int count = call.spans();
        if (waiting.addAndGet(count) > MOST_WAITING) {
            waiting.addAndGet(-count);
            queueFull.inc(count);
            return false;
        }
        queue.add(call);
        return true;
    }

    void start() {
        thread.start();
    }

    /** Sends the waiting spans, for at most 5 s. */
    void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(STOP.toMillis());
        if (thread.isAlive()) {
            LOG.warn("{} spans of traces could not be sent in time", waiting.get());
            thread.interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            LockSupport.parkNanos(PAUSE_NANOS);
            step();
        }
        step(); // Spans that arrived between the last poll and the stop.
        if (exporter != null) {
            exporter.shutdown();
        }
    }

    /** If this thread died, traces would stop without a sign. So it logs any exception and continues. */
    void step() {
        try {
            regularly.accept(nanoTime.getAsLong());
            while (!queue.isEmpty() && send(batch())) {
                // Until all is sent, or something is wrong.
            }
        } catch (RuntimeException | Error e) {
            LOG.error("sending traces failed: this is a bug, or the service lacks memory", e);
        }
    }

    private List<SpanData> batch() {
        List<SpanData> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH) {
            CallSpan call = queue.poll();
            if (call == null) {
                break;
            }
            waiting.addAndGet(-call.spans());
            batch.addAll(spans.of(call));
        }
        return batch;
    }

    private boolean send(List<SpanData> batch) {
        CompletableResultCode result = exporter().export(batch);
        result.join(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS); // It has its own timeout; this is a safeguard.
        if (result.isSuccess()) {
            sent.inc(batch.size());
            if (told) {
                told = false;
                LOG.info("traces can be sent again");
            }
        } else {
            failed.inc(batch.size());
            tell(result.getFailureThrowable());
        }
        return result.isSuccess();
    }

    private void tell(@Nullable Throwable failure) {
        long now = nanoTime.getAsLong();
        if (now - toldAt >= LOG_NANOS) {
            told = true;
            toldAt = now;
            LOG.warn(
                    "traces can't be sent to {}: {}; {} spans lost so far",
                    endpoint,
                    SendFailure.text(failure),
                    failed.getCount() + queueFull.getCount());
        }
    }

    private SpanExporter exporter() {
        SpanExporter made = exporter;
        if (made == null) {
            made = maker.get();
            exporter = made;
        }
        return made;
    }
}
