package smart.mock.wire;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import smart.mock.reply.Problem;
import smart.mock.reply.Reply;

/** The responses to what is not a request. */
final class BrokenRequest {
    private static final String INCOMPLETE = "The body did not arrive in full.";

    private BrokenRequest() {}

    /** The response to a body that does not arrive in full. */
    static Reply reply(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return reply(HttpStatus.REQUEST_TIMEOUT_408, INCOMPLETE);
        }
        // Jetty's exception for an early end is one of both kinds.
        return failure instanceof HttpException malformed && !(failure instanceof IOException)
                ? reply(malformed.getCode(), String.valueOf(malformed.getReason()))
                : reply(HttpStatus.BAD_REQUEST_400, INCOMPLETE);
    }

    static Reply reply(int status, String detail) {
        return new Problem(status, "Not a request", detail).reply();
    }
}
