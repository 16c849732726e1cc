package smart.service.backend;

/** A loop for tests that need none: it runs everything at once, and nothing later. */
public record NoLoop() implements EventLoop {
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
