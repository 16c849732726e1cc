package smart.service.admin.console;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A problem with a request (RFC 9457). */
@JsonPropertyOrder({"type", "title", "status", "detail"})
record ConsoleProblem(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static ConsoleProblem badRequest(String detail) {
        return new ConsoleProblem("about:blank", "Bad Request", 400, detail);
    }

    static ConsoleProblem unavailable(String detail) {
        return new ConsoleProblem("about:blank", "Service Unavailable", 503, detail);
    }
}
