package smart.service.tracing.otlp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The field {@code Retry-After}: RFC 9110 section 10.2.3. */
final class RetryAfter {
    /** What a longer pause is cut to, so that a mistake in one response does not turn traces off. */
    private static final Duration MOST = Duration.ofMinutes(5);

    /** The three forms of a date (RFC 9110 section 5.6.7). */
    private static final List<DateTimeFormatter> HTTP_DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** The pause in nanoseconds; 0 if the value is empty or invalid. */
    static long nanos(String value, Instant now) {
        String text = value.trim();
        if (text.matches("[0-9]{1,9}")) {
            return atMost(Duration.ofSeconds(Long.parseLong(text)));
        }
        for (DateTimeFormatter format : HTTP_DATES) {
            try {
                return atMost(Duration.between(now, format.parse(text, Instant::from)));
            } catch (DateTimeException e) {
                // Another format may fit.
            }
        }
        return 0;
    }

    private static long atMost(Duration pause) {
        return Math.max(0, (pause.compareTo(MOST) > 0 ? MOST : pause).toNanos());
    }
}
