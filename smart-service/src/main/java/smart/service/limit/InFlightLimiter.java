package smart.service.limit;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls in progress and never lets them be more than the limit. Safe for use by many threads; no call waits.
 *
 * <p>While it is started, {@code smart.in_flight} and {@code smart.in_flight_limit} are in the registry.
 */
public final class InFlightLimiter implements Managed {
    private static final String IN_FLIGHT = "smart.in_flight";
    private static final String LIMIT = "smart.in_flight_limit";

    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final MetricRegistry metrics;
    private final Saturation saturation;
    private volatile int limit;

    /**
     * @param limit the most calls that may be in progress, at least 1
     * @param nanoTime the clock, in nanoseconds
     */
    public InFlightLimiter(int limit, MetricRegistry metrics, LongSupplier nanoTime) {
        this.limit = limit;
        this.metrics = metrics;
        this.saturation = new Saturation(nanoTime);
    }

    /** A permit, or null where as many calls as the limit allows are in progress. */
    public @Nullable Permit tryAcquire() {
        int now = inFlight.get();
        while (now < limit) {
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
    public @Nullable LimitReached refusal() {
        int most = limit;
        if (inFlight.get() < most) {
            return null;
        }
        saturation.refused();
        return new LimitReached(most);
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

    /** The most calls that may be in progress. */
    public int limit() {
        return limit;
    }

    /**
     * Changes the limit, for the calls to come: those in progress go on, also where they are more.
     *
     * @param newLimit at least 1
     */
    public void use(int newLimit) {
        limit = newLimit;
    }

    /** For how long calls have been refused without a pause of a second, or zero where none is being refused. */
    public Duration saturatedFor() {
        return saturation.duration();
    }

    @Override
    public void start() {
        metrics.registerGauge(IN_FLIGHT, (Gauge<Integer>) this::inFlight);
        metrics.registerGauge(LIMIT, (Gauge<Integer>) this::limit);
    }

    @Override
    public void stop() {
        metrics.remove(IN_FLIGHT);
        metrics.remove(LIMIT);
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
