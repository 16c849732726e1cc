package smart.service.faults;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** Callers of every kind, each on a thread: patient and hasty ones, wrong ones, and those that hang up. */
final class MixedCallers implements AutoCloseable {
    private final URI url;
    private final Duration pause;
    private final AtomicLong calls = new AtomicLong();
    private final List<Thread> threads;
    private volatile boolean stopped;

    /** @param pause how long each caller waits between two calls */
    MixedCallers(URI url, int callers, Duration pause) {
        this.url = url;
        this.pause = pause;
        this.threads = IntStream.range(0, callers)
                .mapToObj(number -> new Thread(() -> call(new Random(number)), "caller-" + number))
                .toList();
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    /** How many calls were begun. */
    long calls() {
        return calls.get();
    }

    private void call(Random random) {
        RawCaller connection = null;
        while (!stopped) {
            calls.incrementAndGet();
            try {
                connection = call(connection == null ? new RawCaller(url) : connection, random);
            } catch (IOException e) {
                RawCaller.abandon(
                        connection); // An answer after which the connection is closed, such as one for a bad request.
                connection = null;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        RawCaller.abandon(connection);
    }

    /** One call; returns the connection for the next one, or null where it is gone. */
    private static @Nullable RawCaller call(RawCaller connection, Random random) throws IOException {
        switch (random.nextInt(12)) {
            case 0, 1 -> connection.get("/api/smart?timeout=" + (1 + random.nextInt(60)));
            case 2 -> connection.get("/api/smart?timeout=soon");
            case 3 -> {
                return hangUp(connection.get("/api/smart"), random);
            }
            case 4 -> {
                return hangUp(connection.send("GET /api/smart HTTP/1.1\r\nHos"), random);
            }
            case 5 -> {
                connection.send("HEAD /api/smart HTTP/1.1\r\nHost: smart.test\r\n\r\n");
                connection.readHead();
                return connection;
            }
            case 6 -> connection.send("DELETE /api/smart HTTP/1.1\r\nHost: smart.test\r\n\r\n");
            default -> connection.get("/api/smart?n=" + random.nextInt());
        }
        connection.read();
        return connection;
    }

    private static @Nullable RawCaller hangUp(RawCaller connection, Random random) throws IOException {
        LockSupport.parkNanos(random.nextInt(20_000_000));
        if (random.nextBoolean()) {
            connection.reset();
        } else {
            connection.close();
        }
        return null;
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            Await.until(thread.getName() + " has ended", () -> !thread.isAlive());
        }
    }
}
