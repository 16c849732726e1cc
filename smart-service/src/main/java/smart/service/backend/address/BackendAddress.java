package smart.service.backend.address;

import com.codahale.metrics.Counter;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** One address of the backend, for as long as its name has it. Safe for use by many threads without blocking. */
public final class BackendAddress {
    private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_DOUBLINGS = 4;

    private final InetAddress inet;
    private final Family family;
    private final String text;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failedInARow = new AtomicInteger();
    private final Counts counts = new Counts(new Counter(), new Counter(), new Counter(), new Counter(), new Counter());

    private final AtomicInteger behind = new AtomicInteger();
    private final AtomicLong retryAt = new AtomicLong();
    private final AtomicInteger retriesInVain = new AtomicInteger();
    private volatile boolean slow;

    // Written under the lock of Ejections.
    private volatile State state = State.USED;
    private volatile long backAt; // the time of the next trial, on the clock of Ejections
    private int timesInARow; // ejections in a row without a success

    /** Whether attempts use the address. */
    public enum State {
        /** They do. */
        USED,
        /** They do not, because too many failed. */
        EJECTED,
        /** One does: the trial that decides whether others may. */
        TRIAL,
        /** The name no longer has this address. */
        LEFT
    }

    /** The results of the attempts there. {@code failover} counts those that went on to another address. */
    record Counts(Counter success, Counter failure, Counter cancelled, Counter internal, Counter failover) {}

    BackendAddress(InetAddress inet) {
        this.inet = inet;
        this.family = Family.of(inet);
        this.text = InetAddresses.toAddrString(inet);
    }

    public InetAddress inet() {
        return inet;
    }

    public Family family() {
        return family;
    }

    /** The address in the notation of RFC 5952, without a port. */
    public String text() {
        return text;
    }

    /** The number of attempts in flight there. */
    public int inFlight() {
        return inFlight.get();
    }

    public State state() {
        return state;
    }

    /** Whether the name no longer has it. Then no new request goes there and no connection is kept. */
    public boolean hasLeft() {
        return state == State.LEFT;
    }

    /** Whether it is avoided because connecting takes too long. */
    public boolean isSlow() {
        return slow;
    }

    void setSlow(boolean now) {
        slow = now;
    }

    Counts counts() {
        return counts;
    }

    /**
     * How busy the address is: its attempts in flight plus a penalty. Each attempt that failed there or was outrun adds
     * one to the penalty, and each success halves it. So a machine that fails fast does not attract calls, and neither
     * does one that is so slow that hedging leaves nothing in flight there.
     */
    int load() {
        return inFlight.get() + behind.get();
    }

    /**
     * Whether the next attempt may ignore the penalty, so that the address can show that it has recovered: a second
     * after the last success or failure there, and 2, 4, 8, 10 s after further ones without a success. An outrun attempt
     * shows a slow machine; after one it takes 10 s.
     *
     * @param now the time in nanoseconds, on the same clock as the results
     */
    boolean isRetryDue(long now) {
        return behind.get() > 0 && now - retryAt.get() >= 0;
    }

    /** Whether the caller's attempt is the one that ignores the penalty. Then the next one has to wait. */
    boolean takeRetry(long now) {
        long due = retryAt.get();
        if (now - due < 0 || !retryAt.compareAndSet(due, now + retryAfter(retriesInVain.get() + 1))) {
            return false;
        }
        retriesInVain.incrementAndGet();
        return true;
    }

    private static long retryAfter(int inVain) {
        return Math.min(LONGEST_RETRY_NANOS, FIRST_RETRY_NANOS << Math.min(MOST_DOUBLINGS, inVain));
    }

    /** An attempt there failed. */
    void failed(long now) {
        retryAt.set(now + retryAfter(retriesInVain.get()));
        behind.incrementAndGet();
    }

    /** An attempt there was outrun. */
    void outrun(long now) {
        retryAt.set(now + LONGEST_RETRY_NANOS);
        behind.incrementAndGet();
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    void ended() {
        inFlight.decrementAndGet();
    }

    /** The number of failed attempts in a row, including this one. */
    int failedOnceMore() {
        return failedInARow.incrementAndGet();
    }

    /**
     * An attempt there succeeded. The penalty is halved, not cleared: even the slowest machine has successes when
     * hedging may send nothing more. In the usual case the penalty is zero and nothing is written.
     *
     * @param nanoTime the clock of the results, in nanoseconds
     */
    void succeeded(LongSupplier nanoTime) {
        if (failedInARow.get() != 0) {
            failedInARow.set(0);
        }
        int before = behind.get();
        if (before != 0) {
            behind.compareAndSet(before, before / 2); // A lost update does no harm.
            retriesInVain.set(0);
            retryAt.set(nanoTime.getAsLong() + FIRST_RETRY_NANOS);
        }
    }

    long backAt() {
        return backAt;
    }

    /** Changes the state. The caller holds the lock of {@link Ejections}. */
    void set(State next, long untilNanos) {
        backAt = untilNanos;
        state = next;
    }

    /** The number of ejections in a row, including this one. The caller holds the lock of {@link Ejections}. */
    int leftOutOnceMore() {
        return ++timesInARow;
    }

    /** Resets the count of ejections. The caller holds the lock of {@link Ejections}. */
    void forgive() {
        timesInARow = 0;
        failedInARow.set(0);
        behind.set(0);
        retriesInVain.set(0);
    }

    @Override
    public String toString() {
        return text;
    }
}
