package smart.service.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Attempts;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.Futures;
import smart.service.backend.Header;
import smart.service.limit.LimitReached;
import smart.service.request.Failures.Answer;

/** {@code GET} and {@code HEAD /api/smart}: sends the request to the backend and answers with what comes of it. */
@Path(SmartResource.PATH)
public final class SmartResource {
    static final String PATH = "/api/smart";

    private final Backend backend;
    private final Failures failures;
    private final CallTimeout timeout;
    private final CallsInProgress calls;
    private final CallMetrics metrics;
    private final LongSupplier nanoTime;

    /** @param nanoTime the clock of the deadlines, in nanoseconds */
    public SmartResource(
            Backend backend,
            Failures failures,
            CallTimeout timeout,
            CallsInProgress calls,
            CallMetrics metrics,
            LongSupplier nanoTime) {
        this.backend = backend;
        this.failures = failures;
        this.timeout = timeout;
        this.calls = calls;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    @GET
    public void get(@Suspended AsyncResponse suspended, @Context ServletContextRequest request) {
        call(Method.GET, suspended, request);
    }

    @HEAD
    public void head(@Suspended AsyncResponse suspended, @Context ServletContextRequest request) {
        call(Method.HEAD, suspended, request);
    }

    private void call(Method method, AsyncResponse suspended, ServletContextRequest request) {
        long start = nanoTime.getAsLong();
        String id = RequestId.of(request.getHeaders().get(RequestId.HEADER));
        HttpServletRequest servletRequest = request.getServletApiRequest();
        AsyncContext async = servletRequest.getAsyncContext();
        Count count = new Count(id, start);
        Request.addCompletionListener(request, count);
        CompletableFuture<BackendResponse> call;
        try {
            call = backend.send(backendRequest(method, request, id, start));
        } catch (BadRequest e) {
            call = CompletableFuture.failedFuture(e);
        }
        calls.add(call);
        Object made = call;
        Futures.whenDone(call, (response, failure) -> {
            Answer answer = answer(response, failure, id);
            count.outcome = answer.outcome();
            count.status = answer.response().getStatus();
            count.attempts = attempts(made, failure);
            suspended.resume(answer.response());
            if (!count.ended) {
                complete(servletRequest, async);
            }
        });
    }

    /** For Jersey, which does not where the caller has reset the connection: the request would stay open. */
    private static void complete(HttpServletRequest request, AsyncContext async) {
        if (request.isAsyncStarted()) {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // Jersey did in the meantime, and the connection is at its next request already.
            }
        }
    }

    private BackendRequest backendRequest(Method method, ServletContextRequest request, String id, long start)
            throws BadRequest {
        HttpURI uri = request.getHttpURI();
        CallerQuery query = CallerQuery.parse(uri.getQuery());
        long limit = timeout.get().toNanos();
        long millis = query.timeoutMillis().orElse(Long.MAX_VALUE);
        long allowed = millis < limit / 1_000_000 ? millis * 1_000_000 : limit;
        List<Header> headers =
                HeaderRules.toBackend(request.getHeaders(), Request.getRemoteAddr(request), uri.getScheme(), id);
        return new BackendRequest(method, query.forBackend(), headers, id, start + allowed, 1, 1, allowed);
    }

    private Answer answer(@Nullable BackendResponse response, @Nullable Throwable failure, String id) {
        try {
            return response != null
                    ? new Answer(Outcome.SUCCESS, Relay.response(response, id))
                    : failures.answer(failure == null ? new IllegalStateException("no result") : failure, id);
        } catch (RuntimeException e) { // Whatever happens, the caller gets an answer.
            return failures.answer(e, id);
        }
    }

    private static int attempts(Object call, @Nullable Throwable failure) {
        boolean refused = failure instanceof BadRequest || failure instanceof LimitReached;
        return !CallLog.isOn() || refused ? 0 : Attempts.of(call);
    }

    /** Counts the call when its last byte was written, or can't be. */
    private final class Count implements Consumer<@Nullable Throwable> {
        private final String id;
        private final long start;
        private volatile int status;
        private volatile int attempts;
        private volatile Outcome outcome = Outcome.CLIENT_GONE;
        private volatile boolean ended;

        Count(String id, long start) {
            this.id = id;
            this.start = start;
        }

        @Override
        public void accept(@Nullable Throwable error) {
            ended = true;
            Outcome ending = error == null ? outcome : Outcome.CLIENT_GONE;
            long nanos = nanoTime.getAsLong() - start;
            metrics.ended(ending, nanos);
            CallLog.ended(id, ending, status, attempts, nanos);
        }
    }
}
