package smart.service.backend;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A failed attempt: either a complete response with a failure status ({@link Status}), or no usable response at all
 * ({@link Broken}). It has no stack trace: it describes the backend, not our code.
 */
public abstract sealed class BackendFailure extends Exception {

    /** What went wrong, with the names that the error log and the metrics use. */
    public enum Kind {
        /** No connection: nothing listens, the host is unknown, the TLS handshake failed, or there was no socket. */
        REFUSED,
        /** The connection was closed or reset before the response was complete. */
        RESET,
        /** No connection, or no complete response, in time. */
        TIMEOUT,
        /** The response is not valid HTTP, or its length is ambiguous. */
        MALFORMED,
        /** The connection ended before the body that was announced. */
        TRUNCATED,
        /** The body is larger than {@code backend.maxResponseSize}. */
        TOO_LARGE,
        /** A 2xx response, other than 206 and 226, with a body that is not JSON. */
        INVALID_JSON,
        /** A complete response with status 5xx or 429. */
        STATUS;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The name in the error log and in metrics, such as {@code too_large}. */
        public String label() {
            return label;
        }
    }

    /** Why an attempt got no connection, where that is known. */
    public enum NoConnection {
        UNKNOWN_HOST(Kind.REFUSED),
        /** The backend's certificate is not valid for it, or not trusted. */
        BAD_CERTIFICATE(Kind.REFUSED),
        /** The backend ended the handshake with a TLS alert. */
        TLS_ALERT(Kind.REFUSED),
        /** The TLS handshake failed for another reason. */
        NO_TLS(Kind.REFUSED),
        /** Smart's own machine gave no socket, such as when no file descriptor is left. */
        NO_SOCKET(Kind.REFUSED),
        NOT_IN_TIME(Kind.TIMEOUT),
        /** No connection of the pool became free in time. */
        POOL_EXHAUSTED(Kind.TIMEOUT);

        private final Kind kind;

        NoConnection(Kind kind) {
            this.kind = kind;
        }
    }

    private final Kind kind;
    private final int status;

    private BackendFailure(Kind kind, int status, String detail, @Nullable Throwable cause) {
        super(detail, cause, false, false);
        this.kind = kind;
        this.status = status;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The backend's status, or 0 if none was read. */
    public int status() {
        return status;
    }

    /**
     * A description. It is logged and exported, so it contains no part of a body. It may contain other unescaped text from
     * the backend, such as a content encoding.
     */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The text of a failure below HTTP: its message, or the name of its class if it has none. */
    public static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** An attempt without a usable response. */
    public static final class Broken extends BackendFailure {
        private final @Nullable NoConnection noConnection;

        public Broken(Kind kind, String detail) {
            this(kind, 0, detail, null);
        }

        public Broken(Kind kind, int status, String detail, @Nullable Throwable cause) {
            super(kind, status, detail, cause);
            this.noConnection = null;
        }

        /** An attempt without a connection. */
        public Broken(NoConnection why, String detail, @Nullable Throwable cause) {
            super(why.kind, 0, detail, cause);
            this.noConnection = why;
        }

        /** Why there was no connection; null if there was one, or if nothing more than the kind is known. */
        public @Nullable NoConnection noConnection() {
            return noConnection;
        }
    }

    /** An attempt with a complete response that reports a failure. */
    public static final class Status extends BackendFailure {
        // Not serialised: failures never leave the process.
        private final transient BackendResponse response;

        public Status(BackendResponse response) {
            super(Kind.STATUS, response.status(), "the backend responded with " + response.status(), null);
            this.response = response;
        }

        /** The response, complete. */
        public BackendResponse response() {
            return response;
        }
    }
}
