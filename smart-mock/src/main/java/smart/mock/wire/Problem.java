package smart.mock.wire;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import smart.mock.reply.Reply;

/** The responses to what is not a request, as problems (RFC 9457). */
final class Problem {
    private static final String INCOMPLETE = "The body did not arrive in full.";

    private Problem() {}

    /** The response to a body that does not arrive in full. */
    static Reply of(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return of(HttpStatus.REQUEST_TIMEOUT_408, INCOMPLETE);
        }
        // Jetty's exception for an early end is one of both kinds.
        return failure instanceof HttpException malformed && !(failure instanceof IOException)
                ? of(malformed.getCode(), String.valueOf(malformed.getReason()))
                : of(HttpStatus.BAD_REQUEST_400, INCOMPLETE);
    }

    static Reply of(int status, String detail) {
        return Reply.of(
                        "{\"title\": \"Not a request\", \"status\": " + status + ", \"detail\": \"" + quotable(detail)
                                + "\"}",
                        status,
                        0)
                .as("application/problem+json");
    }

    /** It may quote what the caller sent. */
    private static String quotable(String detail) {
        return detail.replaceAll("[^ !#-\\[\\]-~]", "?");
    }
}
