package smart.service.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Set;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.request.http.HeaderRules;
import smart.service.request.http.RequestId;

/**
 * The response that a caller gets.
 *
 * @param outcome how the call is counted
 * @param status the status code
 * @param fields the lines of the header section as sent, each with its line end; without {@code Connection}
 * @param body the body's bytes; none in response to a HEAD
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
public record CallerResponse(Outcome outcome, int status, byte[] fields, byte[] body) {
    private static final byte[] NOTHING = {};
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int USUAL_HEAD = 256;

    /**
     * A backend's response, unchanged: status, fields in their order, body. It omits the hop-by-hop fields, and adds
     * {@code X-Request-Id} and {@code Content-Length} if they are missing; but no {@code Date}, against RFC 9110 section
     * 6.6.1. For a response without a body, only the
     * backend decides about {@code Content-Length} (RFC 9110 section 8.6).
     */
    static CallerResponse relay(Outcome outcome, BackendResponse response, Method method, String requestId) {
        boolean bodiless = method == Method.HEAD || response.status() == NOT_MODIFIED;
        boolean lengthKnown = bodiless || response.status() == NO_CONTENT;
        boolean idKnown = false;
        Set<String> named = HeaderRules.namedByConnection(response.headers());
        StringBuilder lines = new StringBuilder(USUAL_HEAD);
        for (Header field : response.headers()) {
            boolean length = field.is("Content-Length");
            if (!HeaderRules.isEndToEnd(field, named) || (length && response.status() == NO_CONTENT)) {
                continue;
            }
            lengthKnown |= length;
            idKnown |= field.is(RequestId.HEADER);
            line(lines, field.name(), field.value());
        }
        if (!lengthKnown) {
            line(lines, "Content-Length", String.valueOf(response.body().length));
        }
        if (!idKnown) {
            line(lines, RequestId.HEADER, requestId);
        }
        return new CallerResponse(
                outcome,
                response.status(),
                lines.toString().getBytes(ISO_8859_1),
                method == Method.HEAD ? NOTHING : response.body());
    }

    /** Smart's own response, with these fields and the length of the body. */
    static CallerResponse own(Outcome outcome, int status, List<Header> fields, byte[] body, Method method) {
        StringBuilder lines = new StringBuilder(USUAL_HEAD);
        fields.forEach(field -> line(lines, field.name(), field.value()));
        line(lines, "Content-Length", String.valueOf(body.length));
        return new CallerResponse(
                outcome, status, lines.toString().getBytes(ISO_8859_1), method == Method.HEAD ? NOTHING : body);
    }

    private static void line(StringBuilder lines, String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
    }
}
