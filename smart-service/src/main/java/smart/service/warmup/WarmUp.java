package smart.service.warmup;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.service.hedge.policy.Hedging;
import smart.service.request.jersey.JerseyCalls;

/**
 * Makes the first calls itself. Before the ports open, it loads the classes that a call needs. Afterwards it makes
 * calls until they are fast; until then the service is not ready. A failed warm-up never stops the start.
 */
public final class WarmUp extends HealthCheck implements ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Duration longest;
    private final Runnable over;
    private final CompletableFuture<Optional<Rehearsal>> loaded = new CompletableFuture<>();
    private volatile boolean done;

    private WarmUp(Duration longest, Runnable over) {
        this.longest = longest;
        this.over = over;
    }

    /**
     * Starts to load the classes of a call on its own thread, in parallel with the start.
     *
     * @param longest the longest rehearsal; 0 for no warm-up
     * @param backend the service's own
     * @param jersey the service's own
     * @param over called when the ports are open and the rehearsal has ended; never if {@code longest} is 0
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
            WarmUp none = new WarmUp(longest, () -> {});
            none.done = true;
            none.loaded.complete(Optional.empty());
            return none;
        }
        WarmUp warmUp = new WarmUp(longest, over);
        start(() -> warmUp.load(rehearsal));
        return warmUp;
    }

    private void load(Callable<Rehearsal> rehearsal) {
        Rehearsal opened = null;
        try {
            opened = rehearsal.call();
            opened.load();
        } catch (Exception | LinkageError e) {
            LOG.warn("the first calls will be slow: the rehearsal failed", e);
        } finally {
            loaded.complete(Optional.ofNullable(opened));
        }
    }

    /** Waits until the classes are loaded. Call it before the ports open. */
    public void awaitLoaded() {
        loaded.join();
    }

    @Override
    public void serverStarted(Server server) {
        loaded.join().ifPresentOrElse(opened -> start(() -> rehearse(opened)), this::end);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private void rehearse(Rehearsal opened) {
        try (opened) {
            opened.play(longest);
        } catch (Exception e) {
            LOG.warn("the first calls will be slow: the rehearsal failed", e);
        } finally {
            end();
        }
    }

    private void end() {
        done = true;
        over.run();
    }

    @Override
    protected Result check() {
        return done
                ? Result.healthy("calls are fast")
                : Result.unhealthy("rehearsing calls, for at most " + longest.toMillis() + " ms");
    }
}
