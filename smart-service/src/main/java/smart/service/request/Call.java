package smart.service.request;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Attempts;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.Futures;
import smart.service.backend.Header;
import smart.service.backend.address.UsedAddresses;
import smart.service.limit.LimitReached;
import smart.service.request.http.BadRequest;
import smart.service.request.http.CallerQuery;
import smart.service.request.http.HeaderRules;
import smart.service.request.http.RequestId;

/**
 * One call, from the caller's request to the last byte of the response. It sends exactly one response and is counted
 * exactly once, whatever happens. Used by its loop's thread.
 */
public final class Call {
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Calls calls;
    private final Caller caller;
    private final String id;
    private final long start;
    private final int priority;
    private final CallTracing.@Nullable Span trace;
    private @Nullable CallerQuery query;
    private @Nullable CallerResponse answer;
    private boolean gone;
    private boolean written;
    private int attempts;

    Call(Calls calls, Caller caller) {
        this.calls = calls;
        this.caller = caller;
        this.start = calls.nanoTime().getAsLong();
        this.id = RequestId.of(caller.fields().get(RequestId.HEADER));
        this.priority = calls.priorities().of(caller.fields()::getValuesList);
        this.trace = calls.tracing() == null ? null : calls.tracing().begin(caller, id, start);
    }

    /** Whether the call may proceed; if not, this has sent the response. Call it first, and once. */
    boolean isAdmitted() {
        try {
            query = CallerQuery.parse(caller.query());
            HeaderRules.refuseContent(caller.fields());
            LimitReached refusal = calls.limiter().refusal(priority);
            if (refusal == null) {
                return true;
            }
            fail(refusal);
        } catch (BadRequest e) {
            fail(e);
        }
        write();
        return false;
    }

    /** Sends the request to the backend, and resumes {@code suspended} when the response is known. */
    public void send(AsyncResponse suspended) {
        CompletableFuture<BackendResponse> sent;
        try {
            sent = calls.backend().send(backendRequest());
        } catch (RuntimeException | Error e) {
            sent = CompletableFuture.failedFuture(e);
        }
        calls.inProgress().add(sent);
        CompletableFuture<BackendResponse> running = sent;
        if (!running.isDone()) {
            caller.watch(() -> hungUp(running));
        }
        Futures.onComplete(running, (response, failure) -> caller.loop()
                .execute(() -> decided(running, response, failure, suspended)));
    }

    private BackendRequest backendRequest() {
        CallerQuery asked = Objects.requireNonNull(query);
        long limit = calls.timeout().get().toNanos();
        long millis = asked.timeoutMillis().orElse(Long.MAX_VALUE);
        long allowed = millis < limit / 1_000_000 ? millis * 1_000_000 : limit;
        List<Header> headers =
                HeaderRules.toBackend(caller.fields(), caller.address(), caller.scheme(), caller.isHttp10(), id);
        return new BackendRequest(
                caller.method(),
                asked.forBackend(),
                headers,
                id,
                start + allowed,
                1,
                1,
                priority,
                allowed,
                caller.loop(),
                new UsedAddresses(),
                trace);
    }

    /** The caller's connection has ended, so nobody waits for the response. */
    private void hungUp(CompletableFuture<BackendResponse> running) {
        gone = true;
        running.cancel(true);
    }

    private void decided(
            Object sent, @Nullable BackendResponse response, @Nullable Throwable failure, AsyncResponse suspended) {
        boolean refused = failure instanceof LimitReached;
        attempts = !calls.log().isOn() || refused ? 0 : Attempts.of(sent);
        if (response != null) {
            answer = CallerResponse.relay(Outcome.SUCCESS, response, caller.method(), id);
        } else if (!gone) {
            fail(failure == null ? new IllegalStateException("no result") : failure);
        }
        int status = answer == null ? CLIENT_CLOSED_REQUEST : answer.status();
        suspended.resume(Response.status(status).build());
        write(); // Does nothing if Jersey's result has already led to it.
    }

    private void fail(Throwable failure) {
        if (trace != null && failure instanceof LimitReached) {
            trace.event("refused by the limit");
        }
        answer = calls.failures().answer(failure, caller.method(), id);
    }

    /** The response can't be produced in the normal way: a bug in Smart. */
    public void failed(Throwable bug) {
        if (!written) {
            fail(bug);
            write();
        }
    }

    /** Jersey has produced a response: the call's own. Any other one is a bug in Smart. */
    public void answered(int status) {
        if (answer == null && !gone) {
            failed(new IllegalStateException("the call did not reach the resource: status " + status));
        }
        write();
    }

    /** Writes the response, unless it has been written. */
    private void write() {
        if (written) {
            return;
        }
        written = true;
        if (answer == null) {
            caller.abandon(CLIENT_CLOSED_REQUEST);
            ended(new EofException());
        } else {
            caller.respond(answer, calls.drain().isOn(), this::ended);
        }
    }

    private void ended(@Nullable Throwable failure) {
        Outcome outcome = answer == null || failure != null ? Outcome.CLIENT_GONE : answer.outcome();
        long nanos = calls.nanoTime().getAsLong() - start;
        calls.metrics().ended(outcome, nanos);
        int status = answer == null ? CLIENT_CLOSED_REQUEST : answer.status();
        calls.log().ended(id, outcome, status, attempts, nanos);
        if (trace != null) {
            trace.ended(outcome, answer == null ? 0 : status, nanos);
        }
    }
}
