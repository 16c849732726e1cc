package smart.service.faults;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/**
 * A closed loop: each caller, on a thread and a kept-alive connection of its own, sends a call with an id of its own, and the
 * next one once that is over. A caller whose connection is refused has ended.
 */
final class LoopingCallers implements AutoCloseable {
    private final URI url;
    private final Duration pause;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;
    private volatile boolean stopped;

    /** What became of a call, as its caller sees it. */
    sealed interface Result {
        /** Whether the connection is of use for another call. */
        default boolean keeps() {
            return this instanceof Answered answer && !answer.closes();
        }

        /** A whole response, and whether it is the connection's last. */
        record Answered(int status, String body, boolean closes) implements Result {}

        /** The connection ended before the response did, of which so many bytes had come; whether it had had a call before. */
        record Broken(long bytes, boolean keptAlive) implements Result {}

        /** No connection. */
        record Refused() implements Result {}
    }

    /**
     * A call that is over.
     *
     * @param id its {@code X-Request-Id}
     * @param began when it was sent, by {@link System#nanoTime()}
     * @param ended when it was over
     */
    record Call(String id, long began, long ended, Result result) {
        boolean isAnswered(int status) {
            return result instanceof Result.Answered answer && answer.status() == status;
        }
    }

    /** @param pause how long each caller waits between two calls */
    LoopingCallers(URI url, int callers, Duration pause) {
        this.url = url;
        this.pause = pause;
        this.threads = IntStream.range(0, callers)
                .mapToObj(number -> new Thread(() -> loop(number), "caller-" + number))
                .toList();
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    /** The calls that are over by now. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many calls were answered with that status by now. */
    long answered(int status) {
        return calls.stream().filter(call -> call.isAnswered(status)).count();
    }

    private void loop(int number) {
        RawCaller connection = null;
        Result result = null;
        for (int call = 0; !stopped && !(result instanceof Result.Refused); call++) {
            String id = number + "-" + call;
            long began = System.nanoTime();
            connection = connection == null ? connect() : connection;
            result = connection == null ? new Result.Refused() : call(connection, id);
            calls.add(new Call(id, began, System.nanoTime(), result));
            if (!result.keeps()) {
                RawCaller.abandon(connection);
                connection = null;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        RawCaller.abandon(connection);
    }

    private @Nullable RawCaller connect() {
        try {
            return new RawCaller(url);
        } catch (IOException e) {
            return null;
        }
    }

    private static Result call(RawCaller connection, String id) {
        long before = connection.received();
        try {
            RawCaller.Response response =
                    connection.get(SmartService.PATH, "X-Request-Id: " + id).read();
            return new Result.Answered(
                    response.status(),
                    response.body(),
                    response.header("Connection").contains("close"));
        } catch (IOException e) {
            return new Result.Broken(connection.received() - before, before > 0);
        }
    }

    /** Waits until each caller has ended because its connection was refused. */
    void awaitEnd() {
        for (Thread thread : threads) {
            Await.until(thread.getName() + " has ended", () -> !thread.isAlive());
        }
    }

    /** Ends each caller after the call that it is at. */
    @Override
    public void close() {
        stopped = true;
        awaitEnd();
    }
}
