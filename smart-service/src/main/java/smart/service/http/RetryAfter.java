package smart.service.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The field {@code Retry-After} (RFC 9110 section 10.2.3). */
public final class RetryAfter {
    /** More digits stand for more than thirty years. */
    private static final int MOST_DIGITS = 9;

    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    /** The three forms of a date (RFC 9110 section 5.6.7). */
    private static final List<DateTimeFormatter> HTTP_DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * The pause that the field asks for. It may be negative, for a date that is past.
     *
     * @return null if the value is neither a number of seconds nor a date
     */
    public static @Nullable Duration pause(String value, Instant now) {
        String text = value.trim();
        if (text.matches("[0-9]+")) {
            return text.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
        }
        for (DateTimeFormatter format : HTTP_DATES) {
            try {
                return Duration.between(now, format.parse(text, Instant::from));
            } catch (DateTimeException e) {
                // Another format may fit.
            }
        }
        return null;
    }
}
