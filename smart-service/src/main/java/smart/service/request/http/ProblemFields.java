package smart.service.request.http;

import smart.service.backend.Header;

/** The fields of a problem besides those of its body. */
public final class ProblemFields {
    /** For a caller that should come back, in seconds. */
    public static final Header RETRY_AFTER = new Header("Retry-After", "1");

    private ProblemFields() {}

    /**
     * Tells that the response is Smart's own, and why.
     *
     * @param error the name of the error (RFC 9209 section 2.3)
     */
    public static Header proxyStatus(String error) {
        return new Header("Proxy-Status", "smart; error=" + error);
    }
}
