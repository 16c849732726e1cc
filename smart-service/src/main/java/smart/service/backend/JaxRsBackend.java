package smart.service.backend;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;

/**
 * Makes one attempt for each request: an HTTP exchange over a JAX-RS client whose transport is
 * {@link AsyncHttpConnector}. The attempt ends at the request's deadline, wherever it is then, and its connection is
 * closed.
 */
public final class JaxRsBackend implements Backend {
    private final Client client;
    private final URI url;
    private final WebTarget target;
    private final ScheduledExecutorService deadlines;
    private final LongSupplier nanoTime;
    private final @Nullable JsonCheck jsonCheck;

    /**
     * @param deadlines ends the attempts whose time is up; should drop cancelled tasks at once
     * @param nanoTime the clock of the requests' deadlines, in nanoseconds
     */
    public JaxRsBackend(
            Client client,
            BackendConfiguration configuration,
            ScheduledExecutorService deadlines,
            LongSupplier nanoTime) {
        this.client = client;
        this.url = configuration.url();
        this.target = client.target(url);
        this.deadlines = deadlines;
        this.nanoTime = nanoTime;
        this.jsonCheck = configuration.requireJson() ? new JsonCheck(configuration.maxResponseSize()) : null;
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        long left = request.deadline() - nanoTime.getAsLong();
        if (left <= 0) {
            return CompletableFuture.failedFuture(new Broken(Kind.TIMEOUT, "no time left for an attempt"));
        }
        Attempt attempt = new Attempt(this::read);
        Future<?> timer = deadlines.schedule(() -> attempt.end(timeout(request, left)), left, NANOSECONDS);
        Futures.whenDone(attempt, (response, failure) -> timer.cancel(false));
        Invocation.Builder invocation =
                target(request).request().property(AsyncHttpConnector.ABORT, attempt.exchange());
        request.headers().forEach(field -> invocation.header(field.name(), field.value()));
        try {
            // Jersey's own future is of no use: cancelling it closes nothing.
            var ignored = invocation.async().method(request.method().name(), attempt);
        } catch (RuntimeException e) {
            attempt.end(e);
        }
        return attempt;
    }

    /** It names the time that was allowed; what was left of it is told where others had used a part of it. */
    private static BackendFailure timeout(BackendRequest request, long left) {
        String allowed = "no response within " + text(request.allowed() == 0 ? left : request.allowed());
        boolean later = request.attempt() > 1 && request.allowed() > 0;
        return new Broken(
                Kind.TIMEOUT, later ? allowed + " of the call, " + text(left) + " of them for this attempt" : allowed);
    }

    private static String text(long nanos) {
        long millis = Math.max(1, NANOSECONDS.toMillis(nanos + 500_000));
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private WebTarget target(BackendRequest request) {
        String query = request.query();
        return query == null
                ? target
                : client.target(URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query));
    }

    private BackendResponse read(Response response) {
        List<Header> headers = new ArrayList<>(8);
        response.getStringHeaders()
                .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        BackendResponse read = new BackendResponse(response.getStatus(), headers, body(response));
        BackendFailure failure = failure(read, response.getHeaderString("Content-Encoding"));
        if (failure != null) {
            throw new CompletionException(failure);
        }
        return read;
    }

    /** Not read as an entity: Jersey refuses one whose {@code Content-Type} it doesn't understand. */
    private static byte[] body(Response response) {
        try (InputStream body = (InputStream) response.getEntity()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // It is in memory.
        }
    }

    private @Nullable BackendFailure failure(BackendResponse response, @Nullable String encoding) {
        if (response.status() < 200 || response.status() > 599) {
            return new Broken(Kind.MALFORMED, response.status(), "no final status of HTTP", null);
        }
        if (!response.isSuccess()) {
            return new BackendFailure.Status(response);
        }
        if (jsonCheck == null || response.status() / 100 != 2 || response.body().length == 0) {
            return null;
        }
        String problem = jsonCheck.problem(response.body(), encoding);
        return problem == null ? null : new Broken(Kind.INVALID_JSON, response.status(), problem, null);
    }
}
