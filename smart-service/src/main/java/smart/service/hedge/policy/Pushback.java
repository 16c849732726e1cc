package smart.service.hedge.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;

/**
 * Tracks the backend's pushback: a 429 or 503 with {@code Retry-After} (RFC 9110 section 10.2.3) stops extra attempts
 * for that time. A minute is the maximum, so that one wrong date can't stop them for ever. Safe for use by many
 * threads.
 */
final class Pushback {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** The three forms of a date (RFC 9110 section 5.6.7). */
    private static final List<DateTimeFormatter> HTTP_DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

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
            Duration asked = field.is("Retry-After") ? duration(field.value()) : null;
            if (asked != null && !asked.isNegative()) {
                long until = nanoTime.getAsLong() + (asked.compareTo(LONGEST) < 0 ? asked : LONGEST).toNanos();
                end.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
            }
        }
    }

    /** The time that the field requests, possibly negative; null if it is neither a number of seconds nor a date. */
    private @Nullable Duration duration(String value) {
        if (value.matches("\\d+")) {
            return value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value));
        }
        for (DateTimeFormatter format : HTTP_DATES) {
            try {
                return Duration.between(wallClock.instant(), format.parse(value, Instant::from));
            } catch (DateTimeException e) {
                // Another format may fit.
            }
        }
        return null;
    }
}
