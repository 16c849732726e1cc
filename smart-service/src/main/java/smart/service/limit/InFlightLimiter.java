package smart.service.limit;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.limit.rule.AdaptiveLimit;
import smart.service.limit.rule.FixedLimit;
import smart.service.limit.rule.LimitChange;
import smart.service.limit.rule.LimitRule;
import smart.service.limit.rule.LimitView;

/**
 * Counts the calls in progress and never lets them be more than the limit. Safe for use by many threads; no call waits.
 *
 * <p>While it is started, its gauges are in the registry; see {@link LimitMetrics}.
 */
public final class InFlightLimiter implements Managed {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final LimitMetrics metrics;
    private final LongSupplier nanoTime;
    private final Saturation saturation;
    private volatile LimitRule rule;
    private volatile LimitSettings settings;

    /** @param nanoTime the clock, in nanoseconds */
    public InFlightLimiter(LimitSettings settings, MetricRegistry metrics, LongSupplier nanoTime) {
        this.settings = settings;
        this.metrics = new LimitMetrics(metrics);
        this.nanoTime = nanoTime;
        this.saturation = new Saturation(nanoTime);
        this.rule = rule(settings);
    }

    /** A limiter with a fixed limit, at least 1. */
    public InFlightLimiter(int limit, MetricRegistry metrics, LongSupplier nanoTime) {
        this(new LimitSettings(LimitMode.FIXED, 1, limit), metrics, nanoTime);
    }

    /** A limiter with a rule of an experiment. */
    InFlightLimiter(LimitRule rule, MetricRegistry metrics, LongSupplier nanoTime) {
        this(rule.now(), metrics, nanoTime);
        this.rule = rule;
    }

    private LimitRule rule(LimitSettings wanted) {
        return wanted.mode() == LimitMode.FIXED
                ? new FixedLimit(wanted.max())
                : new AdaptiveLimit(
                        wanted.min(),
                        wanted.max(),
                        nanoTime,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        metrics::changed);
    }

    /** A permit for a call of the highest priority; see {@link #tryAcquire(int)}. */
    public @Nullable Permit tryAcquire() {
        return tryAcquire(Priorities.HIGHEST);
    }

    /** A permit, or null where as many calls as the limit allows for one of that priority are in progress. */
    public @Nullable Permit tryAcquire(int priority) {
        int most = Priorities.share(priority, rule.now());
        int now = inFlight.get();
        while (now < most) {
            int seen = inFlight.compareAndExchange(now, now + 1);
            if (seen == now) {
                noteMost(now + 1);
                return new Held();
            }
            now = seen;
        }
        saturation.refused();
        return null;
    }

    /**
     * Refuses a call without asking for a permit, where as many as allowed are in progress; null where there is room. A call
     * that is not refused here may still find none.
     */
    public @Nullable LimitReached refusal(int priority) {
        if (inFlight.get() < Priorities.share(priority, rule.now())) {
            return null;
        }
        saturation.refused();
        return reached(priority);
    }

    /** What a call of that priority fails with where it gets no permit. */
    LimitReached reached(int priority) {
        return new LimitReached(Priorities.share(priority, rule.now()));
    }

    /** The calls in progress. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Read far more often than it is written: a peak is passed once. */
    private void noteMost(int calls) {
        if (calls > mostInFlight.get()) {
            mostInFlight.accumulateAndGet(calls, Math::max);
        }
    }

    /** The most calls in progress at once since it was asked the last time: for one who asks at regular intervals. */
    public int takeMostInFlight() {
        int now = inFlight.get();
        return Math.max(now, mostInFlight.getAndSet(now));
    }

    /** The most calls that may be in progress now. */
    public int limit() {
        return rule.now();
    }

    /** The settings in force. */
    public LimitSettings settings() {
        return settings;
    }

    /**
     * Changes the settings, for the calls to come: those in progress go on, also where they are more. An adaptive limit that
     * stays adaptive keeps what it has learnt.
     *
     * @throws IllegalArgumentException where the bounds are not in order
     */
    public synchronized void use(LimitSettings wanted) {
        if (!wanted.isPossible()) {
            throw new IllegalArgumentException(wanted.toString());
        }
        if (wanted.mode() == LimitMode.ADAPTIVE && rule instanceof AdaptiveLimit adaptive) {
            adaptive.bounds(wanted.min(), wanted.max());
        } else {
            rule = rule(wanted);
        }
        settings = wanted;
    }

    /** What the adaptive limit knows, or null in the fixed mode. */
    public @Nullable LimitView view() {
        return rule instanceof AdaptiveLimit adaptive ? adaptive.view() : null;
    }

    /** How long ago that change was, in milliseconds. */
    public long millisSince(LimitChange change) {
        return (nanoTime.getAsLong() - change.at()) / 1_000_000;
    }

    /** Whether the adaptive limit has seen calls queue at the backend; never in the fixed mode. */
    public boolean isQueueing() {
        return rule instanceof AdaptiveLimit adaptive && adaptive.isQueueing();
    }

    /** A first attempt has ended; its call's permit is not back yet. */
    void ended(long nanos, LimitRule.Sign sign) {
        rule.ended(nanos, inFlight.get(), sign);
    }

    /** For how long calls have been refused without a pause of a second, or zero where none is being refused. */
    public Duration saturatedFor() {
        return saturation.duration();
    }

    @Override
    public void start() {
        metrics.show(this::inFlight, this::limit, () -> settings.max(), this::view);
    }

    @Override
    public void stop() {
        metrics.hide();
    }

    private final class Held implements Permit {
        private final AtomicBoolean released = new AtomicBoolean();

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
            }
        }
    }
}
