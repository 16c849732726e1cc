package smart.service.request.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A problem that Smart itself reports (RFC 9457).
 *
 * @param title the reason phrase of the status
 * @param status the status code
 * @param detail a description, without any address of the backend
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record ProblemDetails(
        @JsonProperty("title") String title,
        @JsonProperty("status") int status,
        @JsonProperty("detail") String detail) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The detail of a 503 during a stop, and its error in RFC 9209: Smart responds by itself. */
    public static final String STOPPING = "Smart is shutting down.";

    public static final String STOPPING_ERROR = "proxy_internal_response";

    /** The problem of a request that was refused before it became a call. */
    static String detail(int status) {
        return switch (status) {
            case 404 -> "Not found. The only endpoint is /api/smart.";
            case 405 -> "Only GET and HEAD are allowed here.";
            case 414 -> "The URL is too long.";
            case 417 -> "The only supported Expect is 100-continue.";
            case 431 -> "The header is too large.";
            case 503 -> STOPPING;
            case 505 -> "The supported versions are HTTP/1.1 and HTTP/1.0.";
            default -> status < 500 ? "The request is invalid." : "Smart failed.";
        };
    }

    /** The name in RFC 9209 for the cause of such a problem: of all 5xx, only 505 is the caller's fault. */
    static String error(int status) {
        return switch (status) {
            case 503 -> STOPPING_ERROR;
            case 505 -> "http_request_error";
            default -> status < 500 ? "http_request_error" : "proxy_internal_error";
        };
    }

    /** Always {@code about:blank}: the status says what kind of problem this is. */
    @JsonProperty("type")
    String type() {
        return "about:blank";
    }
}
