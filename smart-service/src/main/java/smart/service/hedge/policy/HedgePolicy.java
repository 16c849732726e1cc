package smart.service.hedge.policy;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendResponse;

/**
 * What all calls share: the settings in force, the budget, and what was learnt from the backend of late. It says how long
 * a call waits before its extra attempts, and whether one more may start. Safe for use by many threads.
 */
public final class HedgePolicy {
    /** Below this, a delay taken from a percentile would hedge what is no more than noise. */
    private static final long SHORTEST_DELAY = Duration.ofMillis(1).toNanos();

    /** When calls have been refused without a pause for so long, there is no room for extra attempts. */
    private static final Duration SATURATED = Duration.ofSeconds(1);

    private final Supplier<Duration> longestDelay;
    private final Load load;
    private final QueueSigns queue;
    private final HedgeBudget budget;
    private final Pushback pushback;
    private final AttemptLatencies latencies;
    private final HedgeMetrics metrics;
    private volatile Hedging hedging;

    /**
     * @param hedging the settings to begin with
     * @param longestDelay the most that a percentile may become: the time for a call
     * @param load what is known of the load besides
     * @param nanoTime the clock that measures, in nanoseconds
     * @param wallClock the clock that a date in {@code Retry-After} is compared with
     */
    public HedgePolicy(
            Hedging hedging,
            Supplier<Duration> longestDelay,
            Load load,
            LongSupplier nanoTime,
            InstantSource wallClock,
            MetricRegistry registry) {
        this.hedging = hedging;
        this.longestDelay = longestDelay;
        this.load = load;
        this.queue = new QueueSigns(nanoTime);
        this.budget = new HedgeBudget(nanoTime);
        this.pushback = new Pushback(nanoTime, wallClock);
        this.latencies = new AttemptLatencies(nanoTime);
        this.metrics = new HedgeMetrics(registry, this::delayMillis);
    }

    /** The settings in force. */
    public Hedging hedging() {
        return hedging;
    }

    /** How long a call would wait now before its first extra attempt, in milliseconds. */
    public double delayMillis() {
        return delay(hedging) / 1e6;
    }

    /** Replaces the settings for the calls to come. */
    public void use(Hedging settings) {
        hedging = settings;
    }

    /** A call begins. */
    public void called() {
        budget.called();
    }

    /** How long a call waits before its first extra attempt, in nanoseconds. */
    public long delay(Hedging settings) {
        long latency = settings.percentile() == null
                ? -1
                : latencies.recent(settings.percentile()).latency();
        return latency < 0
                ? settings.delay().toNanoseconds()
                : Math.max(SHORTEST_DELAY, Math.min(latency, longestDelay.get().toNanos()));
    }

    /** The least time with which an attempt can succeed, in nanoseconds; 0 where that is not known. */
    public long leastTime() {
        return latencies.recent(null).fastest();
    }

    /**
     * Asks for an extra attempt that is due. If it may start, it is to be started: it has been paid for.
     *
     * <p>None may while the backend pushes back, nor while calls queue there, nor while Smart keeps refusing calls for the
     * limit: each extra attempt would then take the place of a call.
     *
     * @return null where it may start, else why not
     */
    public @Nullable String tryAdmit(Hedging settings) {
        String refusal = null;
        if (pushback.inForce()) {
            refusal = "the backend asked for a pause";
        } else if (load.refusingFor().get().compareTo(SATURATED) >= 0) {
            refusal = "calls are being refused";
        } else if (load.queueing().getAsBoolean()
                || queue.isQueueing(load.inFlight().getAsInt())) {
            refusal = "calls queue at the backend";
        } else if (!budget.tryTake(settings.budget(), settings.minPerSecond())) {
            refusal = "budget spent";
        }
        if (refusal == null) {
            metrics.sent();
        } else {
            metrics.suppressed();
        }
        return refusal;
    }

    /** A call's first attempt succeeded after that time. */
    public void firstSucceeded(long nanos) {
        latencies.succeeded(nanos);
        queue.succeeded(nanos, load.inFlight().getAsInt());
    }

    /** A call's first attempt was cancelled after that time, because an extra one had succeeded. */
    public void firstOutrun(long nanos) {
        latencies.outrun(nanos);
    }

    /** A call's extra attempt is its answer. */
    public void extraWon() {
        budget.won();
        metrics.won();
    }

    /** An attempt failed with a complete response. */
    public void failedWith(BackendResponse response) {
        pushback.heed(response);
    }
}
