package smart.service.hedge;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A clock and a scheduler whose time passes only when a test says so. Tasks run on the test's thread, in the order of
 * their times, those of the same time in the order in which they were scheduled. For one thread.
 */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService, LongSupplier {
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task<?> task) -> task.at).thenComparingLong(task -> task.order));
    private long now;
    private long scheduled;

    /** The time, in nanoseconds. */
    @Override
    public long getAsLong() {
        return now;
    }

    /** Lets time pass, and runs what becomes due. */
    void advance(Duration time) {
        advanceTo(now + time.toNanos());
    }

    /** Lets time pass until {@code end}, and runs what becomes due. */
    void advanceTo(long end) {
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task<?> next = tasks.remove();
            now = Math.max(now, next.at);
            next.run();
        }
        now = Math.max(now, end);
    }

    /** How many tasks wait for their time. */
    int pending() {
        return tasks.size();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), delay, unit);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(new Task<>(Executors.callable(task), now));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        Task<V> added = new Task<>(task, now + unit.toNanos(delay));
        tasks.add(added);
        return added;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long at;
        private final long order = scheduled++;

        Task(Callable<V> task, long at) {
            super(task);
            this.at = at;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            tasks.remove(this);
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
