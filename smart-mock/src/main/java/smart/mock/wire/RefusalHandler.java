package smart.mock.wire;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import smart.mock.journal.Arrival;
import smart.mock.journal.Body;
import smart.mock.reply.Reply;

/**
 * Answers what Jetty can't hand on as a request: a head that is too large or malformed, a body that breaks off. It is in
 * the journal too, with as much of its head as there is.
 */
public final class RefusalHandler implements Request.Handler {
    private final BackendHandler backend;

    /** Notes refusals in {@code backend}'s journal. */
    public RefusalHandler(BackendHandler backend) {
        this.backend = backend;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        var message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        backend.refuse(
                request,
                arrival(request),
                response,
                callback,
                problem(status, message == null ? HttpStatus.getMessage(status) : message.toString()));
        return true;
    }

    /** Where even the first line can't be read, Jetty makes one up. */
    private static Arrival arrival(Request request) {
        return request.getMethod().equals("BAD")
                        && "/badMessage".equals(request.getHttpURI().getPath())
                ? new Arrival("", "", null)
                : Heads.arrival(request, Body.NONE);
    }

    private static Reply problem(int status, String detail) {
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
