package smart.service.backend;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * A clock and a loop whose time passes only when a test says so. Tasks run on the test's thread, in the order of their times,
 * those of the same time in the order in which they were scheduled. For one thread.
 */
public final class ManualScheduler extends DirectLoop implements LongSupplier {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.at).thenComparingLong(task -> task.order));
    private long now;
    private long scheduled;

    private record Task(Runnable work, long at, long order) {}

    /** The time, in nanoseconds. */
    @Override
    public long getAsLong() {
        return now;
    }

    /** Lets time pass, and runs what becomes due. */
    public void advance(Duration time) {
        advanceTo(now + time.toNanos());
    }

    /** Lets time pass until {@code end}, and runs what becomes due. */
    public void advanceTo(long end) {
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task next = tasks.remove();
            now = Math.max(now, next.at);
            next.work.run();
        }
        now = Math.max(now, end);
    }

    /** How many tasks wait for their time. */
    public int pending() {
        return tasks.size();
    }

    @Override
    public Timer schedule(Runnable work, long nanos) {
        Task task = new Task(work, now + nanos, scheduled++);
        tasks.add(task);
        return () -> tasks.remove(task);
    }
}
