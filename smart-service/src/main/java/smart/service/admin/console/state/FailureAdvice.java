package smart.service.admin.console.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Kind;

/** What to look at for each kind of failed attempt. {@code docs/operations.md} has the same table. */
final class FailureAdvice {
    private FailureAdvice() {}

    /** @param kind the most frequent kind, or null if unknown */
    static String on(@Nullable Kind kind) {
        if (kind == null) {
            return "Tell its team the kind, the rate, the start time, and one line of the error log.";
        }
        return switch (kind) {
            case REFUSED ->
                "It accepts no connections. Is it up? Are DNS and certificates right? If Smart's machine gave no socket, the notes say so.";
            case RESET ->
                "It closes connections before the response is complete. Its log tells whether it crashes or restarts.";
            case TIMEOUT -> "It sends no complete response in time. What is its load?";
            case MALFORMED -> "It does not send HTTP. Is REMOTE_URL the right port?";
            case TRUNCATED ->
                "The connection ends within the body. The backend may have crashed, or a proxy between cut it.";
            case TOO_LARGE ->
                "Its responses are larger than backend.maxResponseSize. If that is intended, raise the setting.";
            case INVALID_JSON ->
                "It sends 2xx responses that are not JSON. Tell its team, or set REQUIRE_JSON=false if that is intended.";
            case STATUS -> "It sends 5xx or 429. Its log tells why; the error notes have the status.";
        };
    }

    /** Whether a setting may be the remedy. */
    static boolean isSetting(@Nullable Kind kind) {
        return kind == Kind.MALFORMED || kind == Kind.TOO_LARGE || kind == Kind.INVALID_JSON;
    }

    /** @param label as in the error log; null is returned for any other text */
    static @Nullable Kind kind(String label) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElse(null);
    }
}
