package smart.bench.load.http;

import java.util.Locale;

/** The outcome of a request. Each sent request has exactly one. */
public enum RequestOutcome {
    /** A complete response that meets the expectation. */
    SUCCEEDED,
    /** A complete response with an unexpected status. */
    STATUS,
    /** A complete response whose body should be JSON and is not. */
    INVALID_JSON,
    /** The connection was refused. */
    REFUSED,
    /** No connection for another reason: no route, no free port, too many open files. */
    UNREACHABLE,
    /** The TLS handshake failed. */
    TLS,
    /** The connection ended before a response began. */
    RESET,
    /** The connection ended in the middle of a response. */
    TRUNCATED,
    /** What came is not HTTP. */
    MALFORMED,
    /** The body is larger than the generator checks. */
    TOO_LARGE,
    /** No complete response within the timeout. */
    TIMEOUT,
    /** Still open when the run was stopped. */
    UNFINISHED;

    /** The name in reports: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it counts as failed: not succeeded, not timed out, and not unfinished. */
    public boolean isFailure() {
        return this != SUCCEEDED && this != TIMEOUT && this != UNFINISHED;
    }

    /** Whether there was no server to talk to. */
    public boolean isNoConnection() {
        return this == REFUSED || this == UNREACHABLE || this == TLS;
    }
}
