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

    /** The problem of a request that was refused before it became a call. */
    static String detail(int status) {
        return switch (status) {
            case 404 -> "Not found. The only endpoint is /api/smart.";
            case 405 -> "Only GET and HEAD are allowed here.";
            case 414 -> "The URL is too long.";
            case 431 -> "The header is too large.";
            case 503 -> "Smart is shutting down.";
            default -> status < 500 ? "The request is invalid." : "Smart failed.";
        };
    }

    /** Always {@code about:blank}: the status says what kind of problem this is. */
    @JsonProperty("type")
    String type() {
        return "about:blank";
    }
}
