package smart.mock.wire;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import smart.mock.journal.Arrival;
import smart.mock.journal.Body;

/**
 * Responds to invalid requests that Jetty can't pass on: a head that is too large or malformed. They are in the journal
 * too, with the parsed part of the head.
 */
public final class RefusalHandler implements Request.Handler {
    private final BackendHandler backend;

    /** Notes refusals in {@code backend}'s journal. */
    public RefusalHandler(BackendHandler backend) {
        this.backend = backend;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var reply = BrokenRequest.reply(response.getStatus(), reason(request, response.getStatus()));
        backend.refuse(request, arrival(request), response, callback, reply);
        return true;
    }

    /** Jetty has none for a path, and then repeats the status. */
    private static String reason(Request request, int status) {
        var message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        var name = HttpStatus.getMessage(status);
        if (message != null && !message.equals(name)) {
            return message.toString();
        }
        return status == HttpStatus.BAD_REQUEST_400 ? "The path can't be resolved, or the request is malformed." : name;
    }

    /** If even the request line can't be parsed, Jetty invents one. */
    private static Arrival arrival(Request request) {
        return request.getMethod().equals("BAD")
                        && "/badMessage".equals(request.getHttpURI().getPath())
                ? new Arrival("", "", null)
                : Heads.arrival(request, Body.NONE);
    }
}
