package smart.service.errorlog;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import smart.service.backend.AttemptListener.Attempt;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendRequest;

/**
 * The line for one failed attempt.
 *
 * @param time when the attempt ended
 * @param request what was sent
 * @param failure what came of it
 * @param elapsedMillis how long it took
 */
record ErrorNote(Instant time, BackendRequest request, BackendFailure failure, long elapsedMillis) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MAX_DETAIL = 500;

    static ErrorNote of(Instant time, Attempt attempt, BackendFailure failure) {
        return new ErrorNote(time, attempt.request(), failure, NANOSECONDS.toMillis(attempt.elapsedNanos()));
    }

    /** The line, without its end. */
    String line() {
        StringBuilder line = new StringBuilder(200);
        TIME.formatTo(time, line);
        line.append(" request=").append(request.id());
        line.append(" attempt=").append(request.attempt()).append('/').append(request.attempts());
        line.append(" kind=").append(failure.kind().label());
        line.append(" status=").append(failure.status() == 0 ? "-" : Integer.toString(failure.status()));
        line.append(" elapsed_ms=").append(elapsedMillis);
        line.append(" detail=\"");
        appendEscaped(line, failure.detail());
        return line.append('"').toString();
    }

    /** The line that tells of notes that could not be kept. */
    static String droppedLine(Instant time, long dropped) {
        return TIME.format(time) + " dropped=" + dropped + " detail=\"the disk could not keep up with the notes\"";
    }

    /** A detail may hold what a backend sent: whatever could end the line, or the quotes, is escaped. */
    private static void appendEscaped(StringBuilder line, String text) {
        int length = Math.min(text.length(), MAX_DETAIL);
        for (int i = 0; i < length; i++) {
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
        if (text.length() > MAX_DETAIL) {
            line.append("...");
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
