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
 * Counts the calls in flight and keeps them within the limit. Safe for use by many threads. A call takes no lock, except
 * that the first refusal after a second without one does, for two assignments.
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

    /** A permit, or null if the limit for that priority is reached. */
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
        refused(priority);
        return null;
    }

    /**
     * Refuses a call early if the limit is reached; null if there is room. A call that passes here may still get no
     * permit.
     */
    public @Nullable LimitReached refusal(int priority) {
        if (inFlight.get() < Priorities.share(priority, rule.now())) {
            return null;
        }
        refused(priority);
        return reached(priority);
    }

    /** A refused call of low priority is no saturation: those of the usual priority may all be served. */
    private void refused(int priority) {
        if (priority >= Priorities.USUAL) {
            saturation.refused();
        }
    }

    /** The failure of a call of that priority that gets no permit. */
    LimitReached reached(int priority) {
        return new LimitReached(Priorities.share(priority, rule.now()));
    }

    /** The calls in progress. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Read far more often than written: a peak is exceeded rarely. */
    private void noteMost(int calls) {
        if (calls > mostInFlight.get()) {
            mostInFlight.accumulateAndGet(calls, Math::max);
        }
    }

    /** The peak of calls in flight since the previous call of this method. For one regular reader. */
    public int takeMostInFlight() {
        int now = inFlight.get();
        return Math.max(now, mostInFlight.getAndSet(now));
    }

    /** The limit of calls in flight now. */
    public int limit() {
        return rule.now();
    }

    /** The settings in force. */
    public LimitSettings settings() {
        return settings;
    }

    /**
     * Changes the settings for new calls. Calls in flight continue, even above the new limit. An adaptive limit that
     * stays adaptive keeps its state.
     *
     * @throws IllegalArgumentException if the bounds are not in order
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

    /** The state of the adaptive limit, or null in the fixed mode. */
    public @Nullable LimitView view() {
        return rule instanceof AdaptiveLimit adaptive ? adaptive.view() : null;
    }

    /** How long ago that change was, in milliseconds. */
    public long millisSince(LimitChange change) {
        return (nanoTime.getAsLong() - change.at()) / 1_000_000;
    }

    /** Whether the adaptive limit finds that calls queue at the backend; always false in the fixed mode. */
    public boolean isQueueing() {
        return rule instanceof AdaptiveLimit adaptive && adaptive.isQueueing();
    }

    /** A first attempt has ended; its call still holds its permit. */
    void ended(long nanos, LimitRule.Sign sign) {
        rule.ended(nanos, inFlight.get(), sign);
    }

    /**
     * How long calls of at least the usual priority have been refused without a pause of a second; zero if none is being
     * refused.
     */
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
