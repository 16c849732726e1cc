package smart.service;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.dropwizard.util.Duration;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Has a {@link Rehearsal} go on once the ports are open; the service is not ready until that is over. */
final class WarmUp extends HealthCheck implements ServerLifecycleListener {
    private static final String REHEARSAL = ".rehearsal";

    private final Duration duration;
    private final @Nullable Path neighbour;
    private final Runnable over;
    private volatile boolean done;

    /**
     * @param duration how long it may take; 0 for no warm-up
     * @param neighbour a file in a folder that can be written to: a container's other folders may be read-only; null
     *     for the folder for temporary files
     * @param over run when the warm-up has ended; not where there is none
     */
    WarmUp(Duration duration, @Nullable Path neighbour, Runnable over) {
        this.duration = duration;
        this.neighbour = neighbour;
        this.over = over;
        this.done = duration.toNanoseconds() == 0;
    }

    @Override
    public void serverStarted(Server server) {
        if (!done) {
            Thread thread = new Thread(this::rehearse, Rehearsal.THREAD);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void rehearse() {
        try {
            Path errorLog = neighbour == null
                    ? Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "smart-" + ProcessHandle.current().pid() + REHEARSAL)
                    : neighbour.resolveSibling(neighbour.getFileName() + REHEARSAL);
            Rehearsal.play(duration, errorLog);
        } finally {
            done = true;
            over.run();
        }
    }

    @Override
    protected Result check() {
        return done
                ? Result.healthy("calls are fast")
                : Result.unhealthy("calls are rehearsed, for " + duration + " at most");
    }
}
