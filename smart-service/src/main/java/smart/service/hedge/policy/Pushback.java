package smart.service.hedge.policy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.http.RetryAfter;

/**
 * Tracks the backend's pushback: a 429 or 503 with {@code Retry-After} (RFC 9110 section 10.2.3) stops extra attempts
 * for that time. A minute is the maximum, so that one wrong date can't stop them for ever. Safe for use by many
 * threads.
 */
final class Pushback {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final InstantSource wallClock;
    private final AtomicLong end;

    /**
     * @param nanoTime the clock that measures, in nanoseconds
     * @param wallClock the clock for dates
     */
    Pushback(LongSupplier nanoTime, InstantSource wallClock) {
        this.nanoTime = nanoTime;
        this.wallClock = wallClock;
        this.end = new AtomicLong(nanoTime.getAsLong());
    }

    boolean inForce() {
        return end.get() - nanoTime.getAsLong() > 0;
    }

    /** Takes a failed attempt's response; the longest requested time applies. */
    void heed(BackendResponse response) {
        if (response.status() != 429 && response.status() != 503) {
            return;
        }
        for (Header field : response.headers()) {
            Duration asked = field.is("Retry-After") ? RetryAfter.pause(field.value(), wallClock.instant()) : null;
            if (asked != null && !asked.isNegative()) {
                long until = nanoTime.getAsLong() + (asked.compareTo(LONGEST) < 0 ? asked : LONGEST).toNanos();
                end.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
            }
        }
    }
}
