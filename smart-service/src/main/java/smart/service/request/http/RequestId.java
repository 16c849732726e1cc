package smart.service.request.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id that connects a call's response, its requests to the backend, and its error notes. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    private static final int MAX_LENGTH = 128;
    private static final String PUNCTUATION = "-._~:/+=@";

    private RequestId() {}

    /** The caller's id if it has up to 128 letters, digits and {@code -._~:/+=@}; otherwise a new one. */
    public static String of(@Nullable String callers) {
        return callers != null && isSane(callers)
                ? callers
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
