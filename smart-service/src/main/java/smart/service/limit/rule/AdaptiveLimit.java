package smart.service.limit.rule;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.limit.rule.LimitChange.Reason;

/**
 * A limit that follows the backend's capacity, between two bounds. A window of first attempts shows how much slower
 * they are than with an unloaded backend, and so how many of the calls in flight queue there. The limit moves to the
 * value where {@value #QUEUED} times its cube root of calls queue; it grows by at most its square root at a time. Safe
 * for use by many threads without blocking: if two attempts end at the same time, one may be ignored.
 *
 * <p>After Vegas and Gradient2 of Netflix's concurrency-limits, and Envoy's adaptive concurrency filter. As in Vegas, a
 * replica with a lower limit may have a larger share of its calls in the queue, so several replicas converge to equal
 * limits. Three things differ. It uses the median, since a mean follows the tail. A window begins one latency after a
 * change, so that it reflects the limit now in force. And the unloaded latency is measured, not averaged.
 * {@code docs/limit.md} has the rule and its figures.
 */
public final class AdaptiveLimit implements LimitRule {
    /** The slowdown that is no sign of a queue, since medians differ by chance. */
    private static final double TOLERANCE = 1.1;
    /**
     * The calls that may queue at the backend, in cube roots of the limit. With a square root, replicas whose measured
     * latencies differ by a few percent get shares that differ by half.
     */
    private static final double QUEUED = 4;
    /** The slowdown from which extra attempts must not lengthen the queue. */
    private static final double QUEUE = 1.5;
    /**
     * If fewer calls do not make the backend faster, its latency counts as one that allows this many times the limit.
     */
    private static final double ALLOW = 1.5;
    /** A limit that shrinks by more than this has not settled yet. */
    private static final double SETTLED = 0.85;

    /** The limit starts here, since a limit that is never nearly used learns nothing. */
    private static final double BEGIN = 100;

    private static final double NEARLY_IN_USE = 0.8;
    private static final double LEAST_GRADIENT = 0.5;
    private static final double SHRINK_ON_PUSHBACK = 0.9;
    /** A measurement ends after this time without an attempt that teaches. */
    private static final long LONGEST_PROBE = Duration.ofSeconds(10).toNanos();

    /**
     * A queue is assumed for this time after the window that showed it, or for twice the window's length if that is
     * longer: a limit that is no longer nearly in use has no windows, and the queue has ended.
     */
    private static final long LEAST_QUEUEING = Duration.ofSeconds(10).toNanos();

    /** One pushback in this many attempts is a sign of overload. */
    private static final int PUSHED_BACK = 20;

    private final LongSupplier nanoTime;
    private final Consumer<LimitChange> changes;
    private final ReentrantLock lock = new ReentrantLock();
    // Guards everything below; volatile fields may be read without it.
    private final UnloadedLatency unloaded;
    private final SampleWindow window = new SampleWindow();
    private int min;
    private int max;
    private double exact;
    private volatile int limit;
    private volatile long queueingUntil;
    private volatile double gradient = 1;
    private volatile long unloadedNanos;
    private volatile @Nullable LimitChange last;
    private @Nullable UnloadedProbe probe;
    private volatile boolean probing;
    private volatile long probeBegan;
    private volatile long probePatience;
    /** When an attempt that ended while the limit was nearly in use was last seen. */
    private volatile long taughtAt;

    private @Nullable Shrinking shrinking;

    /**
     * @param min the lowest limit, at least 1
     * @param max the highest limit; the limit starts at 100, or at the bound nearest to it
     * @param nanoTime the clock, in nanoseconds
     * @param jitter a number from 0 to 1 that spreads the measurements
     * @param changes called for each change, under the lock; must be fast
     */
    public AdaptiveLimit(
            int min, int max, LongSupplier nanoTime, DoubleSupplier jitter, Consumer<LimitChange> changes) {
        this.min = min;
        this.max = max;
        this.exact = Math.max(min, Math.min(max, BEGIN));
        this.limit = (int) exact;
        this.nanoTime = nanoTime;
        this.changes = changes;
        this.queueingUntil = nanoTime.getAsLong();
        this.unloaded = new UnloadedLatency(jitter);
        window.restart(limit);
    }

    @Override
    public int now() {
        // Without calls no attempt ends, and the low limit of a measurement would refuse the next burst.
        if (probing && nanoTime.getAsLong() - taughtAt > probePatience && lock.tryLock()) {
            try {
                giveUpProbe();
            } finally {
                lock.unlock();
            }
        }
        return limit;
    }

    /** Whether the newest window shows that calls queue at the backend, and is not old. */
    public boolean isQueueing() {
        return queueingUntil - nanoTime.getAsLong() > 0;
    }

    public LimitView view() {
        long nanos = unloadedNanos;
        return new LimitView(nanos == 0 ? null : nanos / 1e6, gradient, last);
    }

    /** Changes the bounds, and moves the limit into them. */
    public void bounds(int least, int most) {
        lock.lock();
        try {
            min = least;
            max = most;
            probe(null);
            set(exact, Reason.OPERATOR);
            window.restart(limit);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended(long nanos, int inFlight, Sign sign) {
        // Read without the lock, so that irrelevant attempts cost nothing.
        boolean teaches = inFlight >= (int) (NEARLY_IN_USE * limit);
        if (teaches && lock.tryLock()) {
            try {
                learn(nanos, inFlight, sign);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Ends a measurement, because the calls that it needs no longer arrive. */
    private void giveUpProbe() {
        UnloadedProbe old = probe;
        if (old != null) {
            probe(null);
            unloaded.later(probeBegan, nanoTime.getAsLong());
            set(old.limitBefore(), Reason.MEASURED);
            window.restart(limit);
        }
    }

    private void probe(@Nullable UnloadedProbe begun) {
        probe = begun;
        probing = begun != null;
    }

    private void learn(long nanos, int inFlight, Sign sign) {
        // A caller's deadline that the unloaded backend hardly meets is no sign of overload.
        if (sign == Sign.TIMED_OUT && nanos < QUEUE * unloaded.nanos()) {
            return;
        }
        long now = nanoTime.getAsLong();
        taughtAt = now;
        if (window.add(now, nanos, inFlight, sign)) {
            SampleWindow.Summary full = window.summary();
            follow(full, now);
            unloadedNanos = unloaded.nanos();
            window.restart(limit);
        }
    }

    private void follow(SampleWindow.Summary full, long now) {
        if (full.timeouts() * 2 >= full.samples()) {
            overloaded(LEAST_GRADIENT, Reason.TIMEOUTS, now);
        } else if (full.pushbacks() * PUSHED_BACK >= full.samples()) {
            overloaded(SHRINK_ON_PUSHBACK, Reason.PUSHBACK, now);
        } else if (probe != null) {
            measure(probe, full, now);
        } else if (!unloaded.isKnown() || unloaded.isDue(now)) {
            beginProbe(full, false, now);
        } else {
            steer(full, now);
        }
    }

    private void beginProbe(SampleWindow.Summary full, boolean slowerSuspected, long now) {
        UnloadedProbe begun = new UnloadedProbe(exact, min, full, unloaded.nanos(), slowerSuspected);
        probeBegan = now;
        // Some latencies: with a slow backend, no attempt may end for longer than the usual time.
        probePatience = Math.max(LONGEST_PROBE, 4 * full.median());
        probe(begun);
        show(begun.limit(), Reason.MEASURING);
    }

    private void overloaded(double factor, Reason reason, long now) {
        if (probe != null) {
            probe(null);
            unloaded.later(probeBegan, now);
        }
        shrinking = null;
        queueing(now);
        gradient = factor;
        set(exact * factor, reason);
    }

    private void measure(UnloadedProbe running, SampleWindow.Summary full, long now) {
        if (!running.step(full)) {
            show(running.limit(), Reason.MEASURING);
            return;
        }
        probe(null);
        shrinking = null;
        double before = running.limitBefore();
        boolean changed = running.isSlowerSuspected();
        if (changed && running.wasWithoutEffect()) {
            queueingUntil = now;
            unloaded.slower((long) (running.latency() / TOLERANCE));
            unloaded.later(probeBegan, now);
            set(before + Math.sqrt(before), Reason.SLOWER);
            return;
        }
        if (running.wasInVain() && next(before, running.latency()) >= SETTLED * before) {
            changed |= unloaded.slower(allowing(ALLOW * before, running.latency()));
        }
        unloaded.measured(running.latency(), running.error(), changed, probeBegan, now);
        set(Math.min(before, QUEUE * running.mostPerNano() * unloaded.nanos()), Reason.MEASURED);
    }

    private void steer(SampleWindow.Summary full, long now) {
        unloaded.seen(full.median());
        double next = next(exact, full.median());
        gradient = Math.min(1, next / exact);
        if (full.median() > QUEUE * unloaded.nanos()) {
            queueing(now);
        } else {
            queueingUntil = now;
        }
        if (next >= exact) {
            shrinking = null;
            set(next, Reason.ROOM);
        } else if (shrinking != null && shrinking.isInVain(exact, full.median())) {
            shrinking = null;
            beginProbe(full, true, now);
        } else {
            shrinking = shrinking == null ? Shrinking.from(exact, full.median()) : shrinking.and(full.median());
            set(next, Reason.LATENCY);
        }
    }

    private void queueing(long now) {
        queueingUntil = now + Math.max(LEAST_QUEUEING, 2 * window.length(now));
    }

    /** The next value of the limit. */
    private double next(double from, long median) {
        double unqueued = Math.min(1, TOLERANCE * unloaded.nanos() / median) * from;
        double most = from + Math.sqrt(from);
        return Math.max(LEAST_GRADIENT * from, Math.min(most, unqueued + queued(from)));
    }

    private static double queued(double limit) {
        return QUEUED * Math.cbrt(limit);
    }

    /** The unloaded latency with which the limit would stay at its value. */
    private static long allowing(double there, long median) {
        return (long) (median * Math.max(0.5, 1 - queued(there) / there) / TOLERANCE);
    }

    private void set(double wanted, Reason reason) {
        exact = Math.max(min, Math.min(max, wanted));
        show((int) exact, reason);
    }

    private void show(int now, Reason reason) {
        int before = limit;
        if (now != before) {
            limit = now;
            LimitChange change = new LimitChange(reason, before, now, nanoTime.getAsLong());
            last = change;
            changes.accept(change);
        }
    }
}
