package smart.service.backend.attempt;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.WebTarget;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.EventLoop;
import smart.service.backend.Futures;
import smart.service.backend.Header;
import smart.service.backend.client.BackendConnector;
import smart.service.backend.client.settings.BackendConfiguration;

/**
 * Makes one attempt for each request: an HTTP exchange over a JAX-RS client whose transport is
 * {@link BackendConnector}. At the request's deadline the attempt ends in whatever phase it is, and its connection
 * closes.
 */
public final class JaxRsBackend implements Backend {
    /** A larger or compressed body is checked on another thread, so that it delays no other call. */
    private static final int MOST_CHECKED_HERE = 256 * 1024;

    private static final int PARTIAL_CONTENT = 206;
    private static final int INSTANCE_MANIPULATED = 226;

    private final WebTarget target;
    private final Executor checks;
    private final LongSupplier nanoTime;
    private final @Nullable JsonCheck jsonCheck;

    /**
     * @param checks runs checks that would block a loop too long
     * @param nanoTime the clock of the requests' deadlines, in nanoseconds
     */
    public JaxRsBackend(Client client, BackendConfiguration configuration, Executor checks, LongSupplier nanoTime) {
        this.target = client.target(configuration.url());
        this.checks = checks;
        this.nanoTime = nanoTime;
        this.jsonCheck = configuration.requireJson() ? new JsonCheck(configuration.maxResponseSize()) : null;
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        long left = request.deadline() - nanoTime.getAsLong();
        if (left <= 0) {
            return CompletableFuture.failedFuture(new Broken(Kind.TIMEOUT, "no time left for an attempt"));
        }
        AttemptFuture attempt = new AttemptFuture((ended, response) -> judge(ended, response, request.loop()));
        EventLoop.Timer timer = request.loop().schedule(() -> attempt.end(timeout(request, left)), left);
        Futures.onComplete(attempt, (response, failure) -> timer.cancel());
        try {
            // Cancelling Jersey's own future closes no connection.
            var ignored = target.request()
                    .property(BackendConnector.REQUEST, request)
                    .property(BackendConnector.ABORT, attempt.abort())
                    .async()
                    .method(request.method().name(), attempt);
        } catch (RuntimeException e) {
            attempt.end(e);
        }
        return attempt;
    }

    /** The message names the allowed time, and the rest of it if earlier attempts had used a part. */
    private static BackendFailure timeout(BackendRequest request, long left) {
        String allowed = "no response within " + text(request.allowed() == 0 ? left : request.allowed());
        boolean later = request.attempt() > 1 && request.allowed() > 0;
        return new Broken(
                Kind.TIMEOUT, later ? allowed + " of the call, of which this attempt had " + text(left) : allowed);
    }

    private static String text(long nanos) {
        long millis = Math.max(1, NANOSECONDS.toMillis(nanos + 500_000));
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private void judge(AttemptFuture attempt, BackendResponse response, EventLoop loop) {
        if (!response.isSuccess()) {
            attempt.completeExceptionally(new BackendFailure.Status(response));
        } else if (jsonCheck == null || !mustBeJson(response)) {
            attempt.complete(response);
        } else {
            check(jsonCheck, attempt, response, loop);
        }
    }

    /** A part of JSON is no JSON. */
    private static boolean mustBeJson(BackendResponse response) {
        return response.status() / 100 == 2
                && response.body().length > 0
                && response.status() != PARTIAL_CONTENT
                && response.status() != INSTANCE_MANIPULATED;
    }

    private void check(JsonCheck check, AttemptFuture attempt, BackendResponse response, EventLoop loop) {
        String encoding = null;
        for (Header field : response.headers()) {
            if (field.is("Content-Encoding")) {
                encoding = encoding == null ? field.value() : encoding + "," + field.value();
            }
        }
        if (encoding == null && response.body().length <= MOST_CHECKED_HERE) {
            complete(attempt, response, check.problem(response.body(), null, () -> false));
            return;
        }
        String coding = encoding;
        checks.execute(() -> {
            String problem = check.problem(response.body(), coding, attempt::isDone);
            loop.execute(() -> complete(attempt, response, problem));
        });
    }

    private static void complete(AttemptFuture attempt, BackendResponse response, @Nullable String problem) {
        if (problem == null) {
            attempt.complete(response);
        } else {
            attempt.completeExceptionally(new Broken(Kind.INVALID_JSON, response.status(), problem, null));
        }
    }
}
