package smart.service.errorlog;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.CallTrace;
import smart.service.backend.address.AddressUse;
import smart.service.backend.attempt.AttemptListener.Attempt;

/**
 * The line for one failed attempt. It holds on to no response: notes may wait for the disk by the hundred thousand.
 *
 * @param time when the attempt ended
 * @param request the request's id
 * @param trace the id of the call's trace, or null where it is not traced
 * @param attempt which attempt at the call it was, and of how many: {@code 1/3}
 * @param kind what went wrong
 * @param status what the backend sent, or 0 where none was read
 * @param elapsedMillis how long it took
 * @param address the backend's, or null where the attempt came to none
 * @param detail what happened, as far as it is shown, unescaped
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

    /** The line that tells of notes that could not be kept. */
    static String droppedLine(Instant time, long dropped) {
        return TIME.format(time) + " dropped=" + dropped + " detail=\"the disk could not keep up with the notes\"";
    }

    /** A detail may hold what a backend sent: whatever could end the line, or the quotes, is escaped. */
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

    /** Also what only some readers take for the end of a line or for a change of direction. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.isSurrogate(c);
    }
}
