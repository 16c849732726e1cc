package smart.mock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.mock.journal.Delivery;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.mock.scenario.DrawnReply;
import smart.mock.wire.send.IdleTime;
import smart.mock.wire.send.Transmission;
import smart.mock.wire.send.Transmitter;

/** One request, from its arrival to the end of its reply. */
final class ReplyExchange implements Admission.Work, CallerWatch.Listener, Transmitter.Listener, Callback {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyExchange.class);
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Reply.JSON);

    private final Request request;
    private final Response response;
    private final Callback completion;
    private final DrawnReply call;
    private final ReplyServices wire;
    private final EndPoint endPoint;
    private final IdleTime idleTime;
    private final CallerWatch watch;

    /** The thread that sets it ends the exchange: by sending the reply, or by closing the connection. */
    private final AtomicBoolean ending = new AtomicBoolean();

    /** Whether the caller closed. It is set before {@link #isHeld} is read, and the other way round. */
    private volatile boolean isClosed;
    /** Whether everything is sent, and the connection is only held. */
    private volatile boolean isHeld;

    /** The thread that sets it gives the place back, now or when the delay is over. */
    private final AtomicBoolean returning = new AtomicBoolean();

    /** What waits for the end of the delay, or of the hold. It is set before {@link #ending} is read, and the other way round. */
    private volatile @Nullable ScheduledFuture<?> waiting;

    /** 0 if it was refused, so that it has no due time. */
    private long dueNanos;

    ReplyExchange(Request request, Response response, Callback completion, DrawnReply call, ReplyServices wire) {
        this.request = request;
        this.response = response;
        this.completion = completion;
        this.call = call;
        this.wire = wire;
        this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        this.idleTime = new IdleTime(endPoint);
        this.watch = new CallerWatch(endPoint, this);
    }

    /** Gets ready to wait, unless the reply is due at once. */
    void await() {
        if (!call.isDueAtOnce() || wire.admission().isLimited() || call.reply().fault() != null) {
            // The delay may be longer than the timeout.
            idleTime.pause();
            watch.start();
        }
    }

    @Override
    public boolean begin() {
        try {
            long now = System.nanoTime();
            long delayNanos = call.delayNanos(now);
            dueNanos = now + delayNanos;
            // With a capacity, one reply starts the next; not on this stack, which could grow without limit.
            if (call.isDueAtOnce() && !wire.admission().isLimited()) {
                reply();
            } else {
                later(delayNanos, this::reply);
            }
            return true;
        } catch (Throwable e) {
            giveUp(e);
            return false;
        }
    }

    private void later(long nanos, Runnable task) {
        waiting = wire.timer().after(nanos, task);
        if (ending.get()) {
            stopWaiting();
        }
    }

    /**
     * The caller is gone, so the exchange, some kilobytes with Jetty's part, must not stay until its time comes. With a
     * capacity its place stays taken until then.
     */
    private void stopWaiting() {
        var task = waiting;
        if (task == null) {
            return;
        }
        task.cancel(false);
        if (wire.admission().isLimited() && returning.compareAndSet(false, true)) {
            var unused = wire.timer().after(task.getDelay(TimeUnit.NANOSECONDS), wire.admission()::done);
        }
    }

    private void reply() {
        if (returning.compareAndSet(false, true)) {
            wire.admission().done();
        }
        try {
            var fault = call.reply().fault();
            if (fault != null) {
                play(fault);
            } else {
                send();
            }
        } catch (Throwable e) {
            giveUp(e);
        }
    }

    /** Closes the connection, so that the caller does not wait for a reply that never comes. */
    private void giveUp(Throwable cause) {
        LOG.error("A response could not be sent", cause);
        call.settle(Delivery.ABORTED);
        watch.end();
        ending.set(true);
        close();
    }

    /** Sends the reply now, as HTTP has it. */
    void send() {
        watch.end();
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        idleTime.count();
        var reply = call.reply();
        response.setStatus(reply.status());
        var fields = response.getHeaders();
        if (reply.contentType().equals(Reply.JSON)) {
            fields.add(JSON);
        } else {
            fields.add(HttpHeader.CONTENT_TYPE, reply.contentType());
        }
        reply.headers().forEach((name, values) -> set(fields, name, values));
        boolean bodiless = HttpStatus.hasNoBody(reply.status());
        var body = bodiless ? null : ByteBuffer.wrap(reply.body().getBytes(UTF_8));
        // With the last write Jetty would add a length of 0, but a 304's is that of the content (RFC 9110 section 8.6).
        boolean isLast = reply.status() != HttpStatus.NOT_MODIFIED_304;
        response.write(isLast, body, this);
    }

    /** Replaces fields that Jetty has set, such as Date. Several values become several lines. */
    private static void set(HttpFields.Mutable fields, String name, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i == 0) {
                fields.put(name, values.get(i));
            } else {
                fields.add(name, values.get(i));
            }
        }
    }

    /** The reply was handed to the operating system. */
    @Override
    public void succeeded() {
        if (dueNanos != 0) {
            wire.lateness().accept(System.nanoTime() - dueNanos);
        }
        call.settle(Delivery.DELIVERED);
        completion.succeeded();
    }

    /** The reply could not be written. */
    @Override
    public void failed(Throwable cause) {
        call.settle(Delivery.ABORTED);
        completion.failed(new Request.Handler.AbortException("the response could not be written: " + cause));
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void play(Fault fault) {
        if (!ending.get()) {
            // Jetty knows nothing of the writes of a fault, and so could not fail one.
            request.addIdleTimeoutListener(timeout -> {
                broken();
                return false;
            });
            var transmission = Transmission.of(fault, call.reply(), HttpMethod.HEAD.is(request.getMethod()));
            new Transmitter(endPoint, idleTime, transmission, wire.timer(), wire.pace(), this).iterate();
        }
    }

    /** The hold of {@code stall}, which is for nobody if the caller closed. */
    @Override
    public void sent() {
        isHeld = true;
        if (isClosed) {
            abandon(Delivery.ABORTED);
        } else {
            later(wire.pace().hold().toNanos(), this::played);
        }
    }

    @Override
    public void played() {
        abandon(Delivery.FAULT);
    }

    @Override
    public void broken() {
        abandon(Delivery.ABORTED);
    }

    @Override
    public void closed() {
        call.settle(Delivery.ABORTED);
        // A caller that closed only its sending side still gets its reply, on time.
        isClosed = true;
        if (isHeld) {
            abandon(Delivery.ABORTED);
        }
    }

    @Override
    public void reset() {
        abandon(Delivery.ABORTED);
    }

    /** Closes the connection, and tells Jetty that the request is done without an error page. */
    private void abandon(Delivery outcome) {
        call.settle(outcome);
        watch.end();
        if (ending.compareAndSet(false, true)) {
            stopWaiting();
            close();
        }
    }

    private void close() {
        endPoint.close();
        completion.failed(new Request.Handler.AbortException("the mock closed the connection"));
    }
}
