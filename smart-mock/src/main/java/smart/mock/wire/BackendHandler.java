package smart.mock.wire;

import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
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
 * The backend itself: every request takes the next reply of the {@link #stage()}, and gets it after its delay. It is a
 * wrapper only to run before Dropwizard's servlets; the wrapped handler never gets a request.
 */
public final class BackendHandler extends Handler.Wrapper {
    private static final Reply REFUSED = new Problem(503, "Overloaded", "The queue of the mock is full.")
            .reply()
            .with("Retry-After", "1");

    private final Supplier<Stage> stages;
    private final int keptBody;
    private final Overload overload;
    private volatile Run run;

    /** What a reset replaces in one step: a request takes its reply and its place from the same run. */
    private record Run(Stage stage, ReplyServices wire) {}

    /**
     * A backend with the behaviour of its {@link #stage()}.
     *
     * @param stages returns a stage as it is at the start, for the start and for each reset
     * @param keptBody the bytes of a request's body that the journal keeps
     */
    public BackendHandler(
            Supplier<Stage> stages, int keptBody, Overload overload, Pace pace, Timer timer, LongConsumer lateness) {
        this.stages = stages;
        this.keptBody = keptBody;
        this.overload = overload;
        this.run = new Run(stages.get(), new ReplyServices(timer, overload.admission(), pace, lateness));
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
        var current = run;
        var stage = current.stage();
        var wire = current.wire();
        var unmatched = wire.admission().isLimited() ? stage.takeUnmatched(arrival) : null;
        if (unmatched != null) {
            new ReplyExchange(request, response, callback, unmatched, wire).send();
            return;
        }
        boolean admitted = wire.admission().admit(() -> {
            var exchange = new ReplyExchange(request, response, callback, stage.take(arrival), wire);
            exchange.await();
            return exchange;
        });
        if (!admitted) {
            new ReplyExchange(request, response, callback, stage.refuse(arrival, REFUSED), wire).send();
        }
    }

    /** The rest of the body never comes. The connection is of no use after the response. */
    private void broken(Request request, Body body, Throwable failure, Response response, Callback callback) {
        var current = run;
        var refused = current.stage().refuse(Heads.arrival(request, body), BrokenRequest.reply(failure));
        // The caller closed or reset the connection.
        if (failure instanceof IOException) {
            refused.settle(Delivery.ABORTED);
        }
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        new ReplyExchange(request, response, callback, refused, current.wire()).send();
    }

    /** Sends {@code reply} at once, which is not an entry of the scenario. */
    void refuse(Request request, Arrival arrival, Response response, Callback callback, Reply reply) {
        var current = run;
        new ReplyExchange(request, response, callback, current.stage().refuse(arrival, reply), current.wire()).send();
    }

    /**
     * Begins a new run, with a new stage and all of the capacity free. Each request belongs to one run as a whole: those that
     * are in progress, or wait, keep their replies, their journal and their places.
     */
    public void reset() {
        run = new Run(stages.get(), run.wire().with(overload.admission()));
    }

    /** The stage of the current run. */
    public Stage stage() {
        return run.stage();
    }

    /**
     * Changes the number of requests that are served at a time; those in progress continue.
     *
     * @return false if the mock has no limit, which a task cannot change
     */
    public boolean resize(int capacity) {
        return run.wire().admission().resize(capacity);
    }

    /** The number of requests being served; 0 without a limit. */
    public int busy() {
        return run.wire().admission().busy();
    }

    /** How many requests wait for their turn now. */
    public int queued() {
        return run.wire().admission().queued();
    }
}
