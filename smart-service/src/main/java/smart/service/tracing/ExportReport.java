package smart.service.tracing;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.tracing.otlp.SendResult;

/**
 * Reports what became of spans: the counters {@code smart.trace_spans.sent}, {@code .queue_full} and {@code .failed},
 * and a line in the log, of each kind at most one a minute. {@link #queueFull} is safe for use by many threads; the
 * rest is for one.
 */
final class ExportReport {
    private static final Logger LOG = LoggerFactory.getLogger(ExportReport.class);
    private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LONGEST_MESSAGE = 200;

    private final String endpoint;
    private final LongSupplier nanoTime;
    private final Counter sent;
    private final Counter queueFull;
    private final Counter failed;
    private boolean told;
    private long toldAt;
    private long warnedAt;

    /** @param endpoint the name of the endpoint in the log */
    ExportReport(String endpoint, MetricRegistry metrics, LongSupplier nanoTime) {
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
        this.sent = metrics.counter("smart.trace_spans.sent");
        this.queueFull = metrics.counter("smart.trace_spans.queue_full");
        this.failed = metrics.counter("smart.trace_spans.failed");
        this.toldAt = nanoTime.getAsLong() - LOG_NANOS;
        this.warnedAt = toldAt;
    }

    void queueFull(int spans) {
        queueFull.inc(spans);
    }

    /** The collector has taken so many spans, though perhaps not all of them. */
    void taken(int spans, SendResult.Taken result) {
        long rejected = Math.min(spans, result.rejected());
        sent.inc(spans - rejected);
        failed.inc(rejected);
        if (rejected > 0) {
            tell("it rejects " + rejected + " of " + spans + " spans: " + printable(result.message()));
            return;
        }
        if (told) {
            told = false;
            LOG.info("traces can be sent again");
        }
        if (!result.message().isEmpty()) {
            warn(printable(result.message()));
        }
    }

    /** So many spans are lost; 0 if the sending only pauses. */
    void lost(int spans, String why) {
        failed.inc(spans);
        tell(why);
    }

    private void tell(String why) {
        long now = nanoTime.getAsLong();
        if (now - toldAt >= LOG_NANOS) {
            toldAt = now;
            told = true;
            LOG.warn(
                    "traces can't be sent to {}: {}; {} spans lost so far",
                    endpoint,
                    why,
                    failed.getCount() + queueFull.getCount());
        }
    }

    private void warn(String message) {
        long now = nanoTime.getAsLong();
        if (now - warnedAt >= LOG_NANOS) {
            warnedAt = now;
            LOG.warn("{} accepts traces with a warning: {}", endpoint, message);
        }
    }

    /** A collector's words must not forge lines of the log. */
    private static String printable(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }
}
