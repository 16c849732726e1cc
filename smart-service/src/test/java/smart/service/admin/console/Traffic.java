package smart.service.admin.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import smart.service.SmartService;

/** Callers who call at about that rate, whatever comes of it, on a thread of their own. */
final class Traffic implements AutoCloseable {
    private final SmartService service;
    private final Thread thread = new Thread(this::call, "traffic");
    private volatile double perSecond;
    private volatile boolean over;

    Traffic(SmartService service, double perSecond) {
        this.service = service;
        this.perSecond = perSecond;
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on so many calls a second. */
    void perSecond(double rate) {
        perSecond = rate;
    }

    /** Lets time pass. */
    void during(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void call() {
        long due = System.nanoTime();
        while (!over) {
            // A pause of this machine is not caught up: that would be a burst that nobody asked for.
            due = Math.max(due, System.nanoTime()) + (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
            LockSupport.parkNanos(due - System.nanoTime());
            CompletableFuture<?> unused = service.getAsync("");
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
