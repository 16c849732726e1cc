package smart.service.server;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.loop.SelectorLoop;

/** A port for calls. Its selectors are {@link SelectorLoop}s, which also serve the connections to the backend. */
public final class CallConnector extends ServerConnector {
    private static final int ACCEPTORS = 1;

    public CallConnector(
            Server server,
            ThreadPool threads,
            @Nullable Scheduler scheduler,
            @Nullable ByteBufferPool buffers,
            int selectors,
            ConnectionFactory... protocols) {
        super(server, new ConnectionExecutor(threads), scheduler, buffers, ACCEPTORS, selectors, protocols);
    }

    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new Loops(executor, scheduler, selectors);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        CallerEndPoint endPoint = new CallerEndPoint(channel, (SelectorLoop) selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private final class Loops extends ServerConnectorManager {
        private final List<SelectorLoop> loops = new CopyOnWriteArrayList<>();

        Loops(Executor executor, Scheduler scheduler, int selectors) {
            super(executor, scheduler, selectors);
        }

        @Override
        protected ManagedSelector newSelector(int id) {
            SelectorLoop loop = new SelectorLoop(this, id);
            loops.add(loop);
            return loop;
        }

        /** Opens and closes connections on the calling loop, since neither takes long. */
        @Override
        protected void execute(Runnable task) {
            for (SelectorLoop loop : loops) {
                if (loop.isCurrent()) {
                    task.run();
                    return;
                }
            }
            super.execute(task);
        }
    }
}
