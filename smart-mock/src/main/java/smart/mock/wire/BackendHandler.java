package smart.mock.wire;

import java.util.function.LongConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import smart.mock.journal.Arrival;
import smart.mock.reply.Reply;
import smart.mock.scenario.Stage;

/**
 * The backend itself: every request takes the stage's next reply, and gets it when its delay is over. It is a wrapper only
 * so that it can stand before Dropwizard's servlets; what it wraps never gets a request.
 */
public final class BackendHandler extends Handler.Wrapper {
    private static final Reply REFUSED = Reply.of(
                    "{\"title\": \"Overloaded\", \"status\": 503, \"detail\": \"The queue of the mock is full.\"}",
                    503,
                    0)
            .as("application/problem+json")
            .with("Retry-After", "1");

    private final Stage stage;
    private final Wire wire;

    /** A backend that plays what the stage holds. */
    public BackendHandler(Stage stage, Overload overload, Pace pace, Timer timer, LongConsumer lateness) {
        this.stage = stage;
        this.wire = new Wire(timer, overload.admission(), pace, lateness);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (hasBody(request)) {
            Content.Source.consumeAll(
                    request, Callback.from(() -> arrived(request, response, callback), callback::failed));
        } else {
            arrived(request, response, callback);
        }
        return true;
    }

    private static boolean hasBody(Request request) {
        var headers = request.getHeaders();
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    private void arrived(Request request, Response response, Callback callback) {
        boolean admitted = wire.admission().admit(() -> {
            var exchange = new Exchange(request, response, callback, stage.take(head(request)), wire);
            exchange.await();
            return exchange;
        });
        if (!admitted) {
            new Exchange(request, response, callback, stage.refuse(head(request), REFUSED), wire).send();
        }
    }

    private static Arrival head(Request request) {
        var headers = request.getHeaders();
        var fields = new String[2 * headers.size()];
        int i = 0;
        for (var field : headers) {
            fields[i++] = field.getName();
            fields[i++] = field.getValue();
        }
        var uri = request.getHttpURI();
        return new Arrival(request.getMethod(), uri.getPath(), uri.getQuery(), fields);
    }

    /** How many requests are worked on now; 0 if that isn't limited. */
    public int busy() {
        return wire.admission().busy();
    }

    /** How many requests wait for their turn now. */
    public int queued() {
        return wire.admission().queued();
    }
}
