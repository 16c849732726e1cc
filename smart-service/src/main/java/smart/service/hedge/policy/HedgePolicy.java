package smart.service.hedge.policy;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendResponse;

/**
 * The state that all calls share: the settings in force, the budget, and what Smart has learnt about the backend
 * lately. It decides how long a call waits before its extra attempts, and whether another may start. Safe for use by
 * many threads.
 */
public final class HedgePolicy {
    /** The shortest delay from a percentile; a shorter one would only hedge noise. */
    private static final long SHORTEST_DELAY = Duration.ofMillis(1).toNanos();

    /** After refusals without a pause for this long, extra attempts stop. */
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
     * @param hedging the initial settings
     * @param longestDelay the longest delay from a percentile: the timeout of a call
     * @param load the current load
     * @param nanoTime the monotonic clock, in nanoseconds
     * @param wallClock the clock for a date in {@code Retry-After}
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
        this.metrics = new HedgeMetrics(registry, () -> this.hedging.enabled() ? delayMillis() : null);
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

    /** The shortest time in which an attempt can succeed, in nanoseconds; 0 if unknown. */
    public long leastTime() {
        return latencies.recent(null).fastest();
    }

    /**
     * Asks to start a due extra attempt. If the answer is yes, the caller must start it, since the budget has been
     * charged.
     *
     * <p>No extra attempt may start while the backend pushes back, while calls queue there, or while Smart keeps
     * refusing calls for the limit: then an extra attempt would take the place of a call.
     *
     * @return null if it may start, otherwise the reason
     */
    public @Nullable String tryAdmit(Hedging settings) {
        @Nullable String refusal;
        if (pushback.inForce()) {
            refusal = "the backend asked for a pause";
        } else if (load.refusingFor().get().compareTo(SATURATED) >= 0) {
            refusal = "calls are being refused";
        } else if (load.queueing().getAsBoolean()
                || queue.isQueueing(load.inFlight().getAsInt())) {
            refusal = "calls queue at the backend";
        } else {
            refusal = budget.tryTake(settings.budget(), settings.minPerSecond());
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

    /** A call's extra attempt won. */
    public void extraWon() {
        budget.won();
        metrics.won();
    }

    /** An attempt failed with a complete response. */
    public void failedWith(BackendResponse response) {
        pushback.heed(response);
    }
}
