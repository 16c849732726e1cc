package smart.service.tracing.otlp;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The field {@code Retry-After}: RFC 9110 section 10.2.3. */
final class RetryAfter {
    /** What a longer pause is cut to, so that a mistake in one response does not turn traces off. */
    private static final Duration MOST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** The pause in nanoseconds; 0 if the value is empty or invalid. */
    static long nanos(String value, Instant now) {
        String text = value.trim();
        if (text.matches("[0-9]{1,9}")) {
            return atMost(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return atMost(Duration.between(now, until));
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private static long atMost(Duration pause) {
        return Math.max(0, (pause.compareTo(MOST) > 0 ? MOST : pause).toNanos());
    }
}
