package smart.service.errorlog;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.CallTrace;
import smart.service.backend.address.AddressUse;
import smart.service.backend.attempt.AttemptListener.Attempt;

/**
 * An error note: the line for one failed attempt. It keeps no reference to a response, since hundreds of thousands of
 * notes may wait for the disk.
 *
 * @param time when the attempt ended
 * @param request the request's id
 * @param trace the id of the call's trace, or null if it is not traced
 * @param attempt the number of the attempt and the most attempts of the call: {@code 1/3}
 * @param kind what went wrong
 * @param status the backend's status, or 0 if none was read
 * @param elapsedMillis how long it took
 * @param address the backend's address, or null if the attempt reached none
 * @param detail a description, truncated and unescaped
 */
record ErrorNote(
        Instant time,
        String request,
        @Nullable String trace,
        String attempt,
        Kind kind,
        int status,
        long elapsedMillis,
        @Nullable String address,
        String detail) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MAX_DETAIL = 500;
    private static final Pattern BEGINNING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (request|dropped)=");
    /** The time and a space. */
    private static final int SHORTEST_BEGINNING = 25;

    static ErrorNote of(Instant time, Attempt attempt, BackendFailure failure) {
        String detail = failure.detail();
        AddressUse use = attempt.address();
        CallTrace trace = attempt.request().trace();
        return new ErrorNote(
                time,
                attempt.request().id(),
                trace == null ? null : trace.id(),
                attempt.request().attempt() + "/" + attempt.request().attempts(),
                failure.kind(),
                failure.status(),
                NANOSECONDS.toMillis(attempt.elapsedNanos()),
                use == null ? null : use.address().text(),
                detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "..." : detail);
    }

    /** The line, without its end. */
    String line() {
        StringBuilder line = new StringBuilder(200);
        TIME.formatTo(time, line);
        line.append(" request=").append(request);
        line.append(" attempt=").append(attempt);
        line.append(" kind=").append(kind.label());
        line.append(" status=").append(status == 0 ? "-" : Integer.toString(status));
        line.append(" elapsed_ms=").append(elapsedMillis);
        line.append(" address=").append(address == null ? "-" : address);
        if (trace != null) {
            line.append(" trace=").append(trace);
        }
        line.append(" detail=\"");
        appendEscaped(line, detail);
        return line.append('"').toString();
    }

    /** The line that reports dropped notes. */
    static String droppedLine(Instant time, long dropped) {
        return TIME.format(time) + " dropped=" + dropped + " detail=\"the disk could not keep up with the notes\"";
    }

    /**
     * Whether that is surely the beginning of a line of ours: its whole time, and what follows as far as it goes. Less
     * than that may be a number or a date of somebody else.
     */
    static boolean isBeginning(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        return text.length() >= SHORTEST_BEGINNING && (beginning.lookingAt() || beginning.hitEnd());
    }

    /** A detail may contain text from a backend, so line breaks and quotes are escaped. */
    private static void appendEscaped(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isControl(c)) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
    }

    /** This includes characters that only some readers treat as a line end or as a change of text direction. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.isSurrogate(c);
    }
}
