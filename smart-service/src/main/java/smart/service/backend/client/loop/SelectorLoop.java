package smart.service.backend.client.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.EventLoop;

/**
 * A selector of the server that also serves the connections to the backend. Its thread runs timers between two selects,
 * so a deadline costs no thread and no wake-up.
 *
 * <p>If a task blocked, Jetty would select on another thread; our tasks never block. The loop's thread is the one that
 * selected last.
 */
public final class SelectorLoop extends ManagedSelector implements EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
    private static final int BUFFER = 32 * 1024;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile @Nullable Thread thread;
    // Used only by the loop's thread.
    private final TimerHeap timers = new TimerHeap();
    private @Nullable Selector selector;
    private @Nullable ByteBuffer buffer;

    public SelectorLoop(SelectorManager manager, int id) {
        super(manager, id);
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            later(task);
        }
    }

    /** Runs {@code task} on the loop's thread, always after the current task has returned to the loop. */
    public void later(Runnable task) {
        submit(selector -> run(task));
    }

    @Override
    public Timer schedule(Runnable task, long nanos) {
        Scheduled scheduled = new Scheduled(System.nanoTime() + nanos, task);
        execute(() -> timers.add(scheduled));
        return scheduled;
    }

    /** The buffer that every connection of the loop reads into, empty. It must be free again when the reader returns. */
    public ByteBuffer buffer() {
        if (buffer == null) {
            buffer = ByteBuffer.allocate(BUFFER);
        }
        return buffer.clear().limit(0);
    }

    /** The selector, for the loop's own thread. */
    public Selector selector() {
        return Objects.requireNonNull(selector);
    }

    @Override
    protected int select(Selector current) throws IOException {
        thread = Thread.currentThread();
        selector = current;
        for (TimerHeap.Entry due = timers.pollDue(System.nanoTime());
                due != null;
                due = timers.pollDue(System.nanoTime())) {
            run(due::run);
        }
        return super.select(current);
    }

    @Override
    protected int nioSelect(Selector current, boolean now) throws IOException {
        if (now) {
            return current.selectNow();
        }
        long wait = timers.untilNext(System.nanoTime());
        if (wait == Long.MAX_VALUE) {
            return current.select();
        }
        return current.select(Math.max(1, (wait + MILLI - 1) / MILLI));
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task of the event loop failed: this is a bug", e);
        }
    }

    private final class Scheduled extends TimerHeap.Entry implements Timer {
        private volatile @Nullable Runnable task;

        Scheduled(long deadline, Runnable task) {
            super(deadline);
            this.task = task;
        }

        @Override
        void run() {
            Runnable due = task;
            task = null;
            if (due != null) {
                due.run();
            }
        }

        @Override
        public void cancel() {
            if (task != null) {
                task = null;
                execute(() -> timers.remove(this));
            }
        }
    }
}
