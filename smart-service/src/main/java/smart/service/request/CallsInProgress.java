package smart.service.request;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Futures;

/**
 * Tracks the calls in flight. When the server stops, they may finish. Shortly before the grace period ends, the rest is
 * cancelled, so that they get a response: the server itself would end them with an empty 200. Safe for use by many
 * threads.
 */
public final class CallsInProgress implements LifeCycle.Listener, Managed {
    /** The time to write the last responses. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Set<CompletableFuture<?>> calls = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler;
    private final Duration gracePeriod;
    private volatile @Nullable Future<?> end;

    public CallsInProgress(ScheduledExecutorService scheduler, Duration gracePeriod) {
        this.scheduler = scheduler;
        this.gracePeriod = gracePeriod;
    }

    /** Adds a call, until it completes. */
    @SuppressWarnings("CollectionUndefinedEquality") // Compares by identity on purpose.
    void add(CompletableFuture<?> call) {
        calls.add(call);
        Futures.onComplete(call, (response, failure) -> calls.remove(call));
    }

    @Override
    public void lifeCycleStopping(LifeCycle server) {
        long delay = Math.max(0, gracePeriod.minus(MARGIN).toMillis());
        end = scheduler.schedule(this::cancelAll, delay, TimeUnit.MILLISECONDS);
    }

    /** All calls have ended, so the task is cancelled and the scheduler's shutdown need not wait for it. */
    @Override
    public void stop() {
        Future<?> scheduled = end;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private void cancelAll() {
        calls.forEach(call -> call.cancel(true));
    }
}
