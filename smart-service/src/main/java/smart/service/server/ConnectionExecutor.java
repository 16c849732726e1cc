package smart.service.server;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * A connector's executor. It continues with a connection on the thread that ended its last request, instead of
 * dispatching to another thread. That never blocks: see {@link CallDispatch}.
 */
record ConnectionExecutor(ThreadPool threads) implements ThreadPool, TryExecutor {

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection) {
            task.run();
        } else {
            threads.execute(task);
        }
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return threads instanceof TryExecutor trying && trying.tryExecute(task);
    }

    @Override
    public void join() throws InterruptedException {
        threads.join();
    }

    @Override
    public int getThreads() {
        return threads.getThreads();
    }

    @Override
    public int getIdleThreads() {
        return threads.getIdleThreads();
    }

    @Override
    public boolean isLowOnThreads() {
        return threads.isLowOnThreads();
    }
}
