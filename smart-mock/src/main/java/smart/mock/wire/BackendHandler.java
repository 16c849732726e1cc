package smart.mock.wire;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import smart.mock.journal.Arrival;
import smart.mock.journal.Body;
import smart.mock.journal.Delivery;
import smart.mock.reply.Problem;
import smart.mock.reply.Reply;
import smart.mock.scenario.Stage;
import smart.mock.wire.send.Pace;
import smart.mock.wire.send.Timer;

/**
 * The backend itself: every request takes the stage's next reply, and gets it after its delay. It is a wrapper only to
 * run before Dropwizard's servlets; the wrapped handler never gets a request.
 */
public final class BackendHandler extends Handler.Wrapper {
    private static final Reply REFUSED = new Problem(503, "Overloaded", "The queue of the mock is full.")
            .reply()
            .with("Retry-After", "1");

    private final Stage stage;
    private final int keptBody;
    private final Overload overload;
    private volatile ReplyServices wire;

    /**
     * A backend with the stage's behaviour.
     *
     * @param keptBody the bytes of a request's body that the journal keeps
     */
    public BackendHandler(Stage stage, int keptBody, Overload overload, Pace pace, Timer timer, LongConsumer lateness) {
        this.stage = stage;
        this.keptBody = keptBody;
        this.overload = overload;
        this.wire = new ReplyServices(timer, overload.admission(), pace, lateness);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (hasBody(request)) {
            new BodyReader(
                            request,
                            keptBody,
                            body -> arrived(request, body, response, callback),
                            (body, failure) -> broken(request, body, failure, response, callback))
                    .run();
        } else {
            arrived(request, Body.NONE, response, callback);
        }
        return true;
    }

    private static boolean hasBody(Request request) {
        var headers = request.getHeaders();
        return headers.contains(HttpHeader.TRANSFER_ENCODING) || headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    private void arrived(Request request, Body body, Response response, Callback callback) {
        // Before taking any lock, since the time grows with the size of the head.
        var arrival = Heads.arrival(request, body);
        // The same for all of the request, also if it is replaced meanwhile.
        var current = wire;
        var unmatched = current.admission().isLimited() ? stage.takeUnmatched(arrival) : null;
        if (unmatched != null) {
            new ReplyExchange(request, response, callback, unmatched, current).send();
            return;
        }
        boolean admitted = current.admission().admit(() -> {
            var exchange = new ReplyExchange(request, response, callback, stage.take(arrival), current);
            exchange.await();
            return exchange;
        });
        if (!admitted) {
            refuse(request, arrival, response, callback, REFUSED);
        }
    }

    /** The rest of the body never comes. The connection is of no use after the response. */
    private void broken(Request request, Body body, Throwable failure, Response response, Callback callback) {
        var refused = stage.refuse(Heads.arrival(request, body), BrokenRequest.reply(failure));
        // The caller closed or reset the connection.
        if (failure instanceof IOException) {
            refused.settle(Delivery.ABORTED);
        }
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        new ReplyExchange(request, response, callback, refused, wire).send();
    }

    /** Sends {@code reply} at once, which is not an entry of the scenario. */
    void refuse(Request request, Arrival arrival, Response response, Callback callback, Reply reply) {
        new ReplyExchange(request, response, callback, stage.refuse(arrival, reply), wire).send();
    }

    /** All of the capacity is free; requests that are in progress, or wait, keep the places that they have. */
    public void reset() {
        wire = new ReplyServices(wire.timer(), overload.admission(), wire.pace(), wire.lateness());
    }

    /**
     * Changes the number of requests that are served at a time; those in progress continue.
     *
     * @return false if the mock has no limit, which a task cannot change
     */
    public boolean resize(int capacity) {
        return wire.admission().resize(capacity);
    }

    /** The number of requests being served; 0 without a limit. */
    public int busy() {
        return wire.admission().busy();
    }

    /** How many requests wait for their turn now. */
    public int queued() {
        return wire.admission().queued();
    }
}
