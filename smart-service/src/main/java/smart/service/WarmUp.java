package smart.service;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.dropwizard.util.Duration;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;

/** Has a {@link Rehearsal} go on once the ports are open; the service is not ready until that is over. */
final class WarmUp extends HealthCheck implements ServerLifecycleListener {
    private final Duration duration;
    private final Path neighbour;
    private volatile boolean done;

    /**
     * @param duration how long it may take; 0 for no warm-up
     * @param neighbour a file in a folder that can be written to: a container's other folders may be read-only
     */
    WarmUp(Duration duration, Path neighbour) {
        this.duration = duration;
        this.neighbour = neighbour;
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
            Rehearsal.play(duration, neighbour.resolveSibling(neighbour.getFileName() + ".rehearsal"));
        } finally {
            done = true;
        }
    }

    @Override
    protected Result check() {
        return done
                ? Result.healthy("calls are fast")
                : Result.unhealthy("calls are rehearsed, for " + duration + " at most");
    }
}
