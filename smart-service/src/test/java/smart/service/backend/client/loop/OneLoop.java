package smart.service.backend.client.loop;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** A loop with its thread, and no server. */
public final class OneLoop implements AutoCloseable {
    private final QueuedThreadPool threads = new QueuedThreadPool(8);
    private final Scheduler scheduler = new ScheduledExecutorScheduler();
    private final Loops loops = new Loops(threads, scheduler);

    private OneLoop() {}

    public static OneLoop start() {
        OneLoop one = new OneLoop();
        try {
            one.threads.start();
            one.scheduler.start();
            one.loops.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return one;
    }

    public SelectorLoop get() {
        return loops.loop;
    }

    @Override
    public void close() {
        try {
            loops.stop();
            scheduler.stop();
            threads.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Loops extends SelectorManager {
        private SelectorLoop loop;

        Loops(Executor executor, Scheduler scheduler) {
            super(executor, scheduler, 1);
        }

        @Override
        protected ManagedSelector newSelector(int id) {
            loop = new SelectorLoop(this, id);
            return loop;
        }

        @Override
        protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
            throw new UnsupportedOperationException("nothing is accepted");
        }

        @Override
        public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object attachment) {
            throw new UnsupportedOperationException("nothing is accepted");
        }
    }
}
