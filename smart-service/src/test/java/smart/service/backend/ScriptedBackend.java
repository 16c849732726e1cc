package smart.service.backend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;

/**
 * The backend below a stage under test. It answers each request as scripted, on a manual clock, and ends it at its deadline.
 * A request without a script hangs. For one thread.
 */
public final class ScriptedBackend implements Backend {
    private final ManualScheduler time;
    private final Deque<Reply> script = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();

    public ScriptedBackend(ManualScheduler time) {
        this.time = time;
    }

    /** What happens to an attempt after a time in nanoseconds: a response, or an exception. */
    public record Reply(long after, BackendResponse response, Throwable failure) {
        private static final long NEVER = -1;

        public static Reply hanging() {
            return new Reply(NEVER, null, null);
        }

        public static Reply ok(long millis) {
            return of(millis, new BackendResponse(200, List.of(), new byte[0]));
        }

        public static Reply of(long millis, BackendResponse response) {
            return new Reply(MILLISECONDS.toNanos(millis), response, null);
        }

        public static Reply failed(long millis, Throwable failure) {
            return new Reply(MILLISECONDS.toNanos(millis), null, failure);
        }

        public static Reply failed(long millis, Kind kind) {
            return failed(millis, new Broken(kind, kind.label()));
        }

        public static Reply status(long millis, int status, Header... headers) {
            return failed(
                    millis, new BackendFailure.Status(new BackendResponse(status, List.of(headers), new byte[0])));
        }
    }

    /** An attempt that was sent. */
    public final class Sent extends CompletableFuture<BackendResponse> {
        public final BackendRequest request;
        public final long at = time.getAsLong();

        Sent(BackendRequest request) {
            this.request = request;
        }

        /** {@code 2/3} for the second of three. */
        public String number() {
            return request.attempt() + "/" + request.attempts();
        }
    }

    public void script(Reply... replies) {
        script.addAll(List.of(replies));
    }

    /** Forgets what was sent and scripted. */
    public void clear() {
        script.clear();
        sent.clear();
    }

    public List<Sent> sent() {
        return sent;
    }

    /** When the attempts were sent, in milliseconds. */
    public List<Long> sentAtMillis() {
        return sent.stream().map(attempt -> NANOSECONDS.toMillis(attempt.at)).toList();
    }

    /** The numbers of the attempts that were cancelled. */
    public List<Integer> cancelled() {
        return sent.stream()
                .filter(Future::isCancelled)
                .map(attempt -> attempt.request.attempt())
                .toList();
    }

    public long running() {
        return sent.stream().filter(attempt -> !attempt.isDone()).count();
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        Sent attempt = new Sent(request);
        sent.add(attempt);
        long left = request.deadline() - time.getAsLong();
        // The status, which a timeout has none of, tells whose it is.
        Broken timeout = new Broken(Kind.TIMEOUT, request.attempt(), "deadline", null);
        EventLoop.Timer deadline = time.schedule(() -> attempt.completeExceptionally(timeout), left);
        var unused = attempt.whenComplete((response, failure) -> deadline.cancel());
        Reply reply = script.poll();
        if (reply != null && reply.after() != Reply.NEVER) {
            play(reply, attempt);
        }
        return attempt;
    }

    private void play(Reply reply, Sent attempt) {
        Runnable end = () -> {
            if (reply.failure() == null) {
                attempt.complete(reply.response());
            } else {
                attempt.completeExceptionally(reply.failure());
            }
        };
        if (reply.after() == 0) {
            end.run();
            return;
        }
        EventLoop.Timer timer = time.schedule(end, reply.after());
        var unused = attempt.whenComplete((response, failure) -> timer.cancel());
    }
}
