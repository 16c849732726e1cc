package smart.service.hedge;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.EventLoop;
import smart.service.backend.Header;

/** Answers each attempt as scripted, on a manual clock, and ends it at its deadline. What is not scripted hangs. */
final class ScriptedBackend implements Backend {
    private final ManualScheduler time;
    private final Deque<Reply> script = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();

    ScriptedBackend(ManualScheduler time) {
        this.time = time;
    }

    /** What happens to an attempt after a time in nanoseconds: a response, or an exception. */
    record Reply(long after, BackendResponse response, Throwable failure) {
        private static final long NEVER = -1;

        static Reply hanging() {
            return new Reply(NEVER, null, null);
        }

        static Reply ok(long millis) {
            return of(millis, new BackendResponse(200, List.of(), new byte[0]));
        }

        static Reply of(long millis, BackendResponse response) {
            return new Reply(MILLISECONDS.toNanos(millis), response, null);
        }

        static Reply failed(long millis, Throwable failure) {
            return new Reply(MILLISECONDS.toNanos(millis), null, failure);
        }

        static Reply failed(long millis, Kind kind) {
            return failed(millis, new Broken(kind, kind.label()));
        }

        static Reply status(long millis, int status, Header... headers) {
            return failed(
                    millis, new BackendFailure.Status(new BackendResponse(status, List.of(headers), new byte[0])));
        }
    }

    /** An attempt that was sent. */
    final class Sent extends CompletableFuture<BackendResponse> {
        final BackendRequest request;
        final long at = time.getAsLong();
        long endedAt = -1;

        Sent(BackendRequest request) {
            this.request = request;
            var unused = whenComplete((response, failure) -> endedAt = time.getAsLong());
        }

        /** {@code 2/3} for the second of three. */
        String number() {
            return request.attempt() + "/" + request.attempts();
        }
    }

    void script(Reply... replies) {
        script.addAll(List.of(replies));
    }

    /** Forgets what was sent and scripted. */
    void clear() {
        script.clear();
        sent.clear();
    }

    List<Sent> sent() {
        return sent;
    }

    /** When the attempts were sent, in milliseconds. */
    List<Long> sentAtMillis() {
        return sent.stream().map(attempt -> NANOSECONDS.toMillis(attempt.at)).toList();
    }

    /** The numbers of the attempts that were cancelled. */
    List<Integer> cancelled() {
        return sent.stream()
                .filter(Future::isCancelled)
                .map(attempt -> attempt.request.attempt())
                .toList();
    }

    long running() {
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
