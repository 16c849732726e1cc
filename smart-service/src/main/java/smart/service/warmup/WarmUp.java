package smart.service.warmup;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.client.BackendConfiguration;
import smart.service.hedge.Hedging;
import smart.service.request.JerseyCalls;

/**
 * Makes the first calls itself. Before the ports are open, what a call needs is loaded; once they are, calls are rehearsed
 * until they are fast, and the service is not ready until that is over. It never keeps the service from starting.
 */
public final class WarmUp extends HealthCheck implements ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Duration longest;
    private final @Nullable Rehearsal rehearsal;
    private final Runnable over;
    private volatile boolean done;

    private WarmUp(Duration longest, @Nullable Rehearsal rehearsal, Runnable over) {
        this.longest = longest;
        this.rehearsal = rehearsal;
        this.over = over;
        this.done = rehearsal == null;
    }

    /**
     * Loads what a call needs.
     *
     * @param longest how long calls are rehearsed at most; 0 for no warm-up
     * @param backend the service's own
     * @param jersey the service's own
     * @param over run when the ports are open and the rehearsal has ended; not where {@code longest} is 0
     */
    public static WarmUp load(
            Duration longest,
            BackendConfiguration backend,
            Hedging hedging,
            int rejectStatus,
            ObjectMapper mapper,
            JerseyCalls jersey,
            Runnable over) {
        return load(longest, over, () -> new Rehearsal(backend, hedging, rejectStatus, mapper, jersey));
    }

    static WarmUp load(Duration longest, Runnable over, Callable<Rehearsal> rehearsal) {
        if (longest.isZero()) {
            return new WarmUp(longest, null, () -> {});
        }
        try {
            Rehearsal opened = rehearsal.call();
            opened.load();
            return new WarmUp(longest, opened, over);
        } catch (Exception e) {
            LOG.warn("the first calls will be slow: the rehearsal failed", e);
            return new WarmUp(longest, null, over);
        }
    }

    @Override
    public void serverStarted(Server server) {
        if (rehearsal != null) {
            Thread thread = new Thread(() -> rehearse(rehearsal), "rehearsal");
            thread.setDaemon(true);
            thread.start();
        } else {
            over.run();
        }
    }

    private void rehearse(Rehearsal opened) {
        try (opened) {
            opened.play(longest);
        } catch (Exception e) {
            LOG.warn("the first calls will be slow: the rehearsal failed", e);
        } finally {
            done = true;
            over.run();
        }
    }

    @Override
    protected Result check() {
        return done
                ? Result.healthy("calls are fast")
                : Result.unhealthy("calls are rehearsed, for " + longest.toMillis() + " ms at most");
    }
}
