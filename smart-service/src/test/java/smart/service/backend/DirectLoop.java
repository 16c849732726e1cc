package smart.service.backend;

/** A loop that runs each task at once, on the caller's thread. No timer is ever due. */
public class DirectLoop implements EventLoop {
    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Timer schedule(Runnable task, long nanos) {
        return () -> {};
    }
}
