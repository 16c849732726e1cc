package smart.service.tracing;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.tracing.otlp.SendResult;
import smart.service.tracing.otlp.SpanSender;
import smart.service.tracing.otlp.TraceRequest;

/**
 * Sends the kept traces on its own thread: a batch when it is full, and what waits twice a second. Offering a trace never
 * blocks: while the endpoint is slow or down, up to {@value #MOST_WAITING} spans wait, and more are dropped.
 */
final class SpanExport {
    static final int MOST_WAITING = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);
    /** Spans per request, of about 600 bytes each. A request costs as much as some hundred spans. */
    private static final int BATCH = 2048;
    /** A request ends here, too. Collectors accept at least 4 MiB. */
    private static final int BATCH_BYTES = 2 * 1024 * 1024 - 256 * 1024;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Queue<CallSpan> queue = new ConcurrentLinkedQueue<>();
    /** The spans in the queue, and those being sent. */
    private final AtomicInteger waiting = new AtomicInteger();

    private final Supplier<SpanSender> maker;
    private final SpanEncoder encoder;
    private final TraceRequest request;
    private final ExportReport report;
    private final LongSupplier nanoTime;
    private final LongConsumer regularly;
    private final Thread thread = new Thread(this::run, "trace-export");
    private volatile boolean stopping;
    // Used by the thread alone.
    private @Nullable SpanSender sender;
    private SendResult.@Nullable Lost pause;
    private long pauseEnd;
    private long regularAt;

    /**
     * @param maker creates the sender with the first span, since that loads some hundred classes
     * @param regularly called with the time by the export's thread, about twice a second
     */
    SpanExport(
            Supplier<SpanSender> maker,
            SpanEncoder encoder,
            TraceRequest request,
            ExportReport report,
            LongSupplier nanoTime,
            LongConsumer regularly) {
        this.maker = maker;
        this.encoder = encoder;
        this.request = request;
        this.report = report;
        this.nanoTime = nanoTime;
        this.regularly = regularly;
        this.regularAt = nanoTime.getAsLong() - PAUSE_NANOS;
        thread.setDaemon(true);
    }

    /** Takes a call that has ended; false if it was dropped because the queue is full. */
    boolean offer(CallSpan call) {
        int before = waiting.getAndAdd(call.spans);
        int after = before + call.spans;
        if (after > MOST_WAITING) {
            waiting.addAndGet(-call.spans);
            report.queueFull(call.spans);
            return false;
        }
        queue.add(call);
        if (before < BATCH && after >= BATCH) {
            LockSupport.unpark(thread);
        }
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
        if (waiting.get() > 0) {
            LOG.warn("{} spans of traces could not be sent in time", waiting.get());
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopping) {
                LockSupport.parkNanos(PAUSE_NANOS);
                step();
            }
            step(); // Spans that arrived between the last poll and the stop.
        } catch (InterruptedException e) {
            // The time of the stop is over.
        }
    }

    /** If this thread died, traces would stop without a sign. So it logs any exception and continues. */
    void step() throws InterruptedException {
        try {
            long now = nanoTime.getAsLong();
            regular(now);
            if (!queue.isEmpty() && !isPausing(now)) {
                while (send() && waiting.get() >= (stopping ? 1 : BATCH)) {
                    // Until the rest is less than a batch, or something is wrong.
                    regular(nanoTime.getAsLong());
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("sending traces failed: this is a bug, or the service lacks memory", e);
        }
    }

    /** Also between requests: with a slow collector, one step may send without end. */
    private void regular(long now) {
        if (now - regularAt >= PAUSE_NANOS) {
            regularAt = now;
            regularly.accept(now);
        }
    }

    private boolean isPausing(long now) {
        if (pause != null && now - pauseEnd < 0) {
            report.lost(0, pause.why());
            return true;
        }
        pause = null;
        return false;
    }

    /** Sends one request; false if it failed. */
    private boolean send() throws InterruptedException {
        int taken = 0;
        boolean sent = false;
        try {
            long toEpoch = encoder.toEpoch();
            while (request.spans() < BATCH && request.size() < BATCH_BYTES) {
                CallSpan call = queue.poll();
                if (call == null) {
                    break;
                }
                taken += call.spans;
                encoder.add(call, request, toEpoch);
            }
            sent = request.spans() == 0 || isTaken(request.spans());
        } finally {
            waiting.addAndGet(-taken);
            request.clear(!sent);
        }
        return sent;
    }

    private boolean isTaken(int spans) throws InterruptedException {
        if (sender == null) {
            sender = maker.get();
        }
        SendResult result = sender.send(request.end());
        if (result instanceof SendResult.Taken taken) {
            report.taken(spans, taken);
            return true;
        }
        SendResult.Lost lost = (SendResult.Lost) result;
        report.lost(spans, lost.why());
        if (lost.pauseNanos() > 0) {
            pause = lost;
            pauseEnd = nanoTime.getAsLong() + lost.pauseNanos();
        }
        return false;
    }
}
