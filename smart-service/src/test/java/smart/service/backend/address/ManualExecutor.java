package smart.service.backend.address;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is scheduled, until the test runs it. Starts no thread. */
final class ManualExecutor extends ScheduledThreadPoolExecutor {
    record Task(Runnable command, Duration delay) {}

    final Deque<Task> tasks = new ArrayDeque<>();

    ManualExecutor() {
        super(1);
    }

    @Override
    @SuppressWarnings("ReturnsNullCollection")
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        tasks.add(new Task(command, Duration.of(delay, unit.toChronoUnit())));
        return null;
    }

    Duration runNext() {
        Task task = tasks.remove();
        task.command().run();
        return task.delay();
    }
}
