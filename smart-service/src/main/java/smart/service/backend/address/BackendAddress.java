package smart.service.backend.address;

import com.codahale.metrics.Counter;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One address of the backend, from when its name has it until it has it no longer. Safe for use by many threads, which don't
 * wait for each other.
 */
public final class BackendAddress {
    private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final InetAddress inet;
    private final Family family;
    private final String text;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failedInARow = new AtomicInteger();
    private final Counts counts = new Counts(new Counter(), new Counter(), new Counter(), new Counter(), new Counter());

    private final AtomicInteger behind = new AtomicInteger();
    private final AtomicLong behindSince = new AtomicLong();
    private volatile boolean slow;

    // Written under the lock of Ejections.
    private volatile State state = State.USED;
    private volatile long backAt; // when it is tried again, on the clock of Ejections
    private int timesInARow; // how often it has been left out without a success

    /** Whether attempts go there. */
    public enum State {
        /** They do. */
        USED,
        /** They don't, since too many failed. */
        EJECTED,
        /** One does, and decides whether the others may. */
        TRIAL,
        /** The name has this address no longer. */
        LEFT
    }

    /** How the attempts ended that went there; {@code failover} are those that then went on to another address. */
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

    /** The address as RFC 5952 writes it, without a port. */
    public String text() {
        return text;
    }

    /** How many attempts use it now. */
    public int inFlight() {
        return inFlight.get();
    }

    public State state() {
        return state;
    }

    /** Whether the name has it no longer: nothing new is to be sent there, and no connection kept. */
    public boolean hasLeft() {
        return state == State.LEFT;
    }

    /** Whether it is avoided, since connections to it take too long. */
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
     * How busy it is: the attempts in flight, and one for each that failed there or was outrun, which each success halves, so that a machine that
     * fails fast does not draw the calls, nor one that is so slow that hedging leaves nothing in flight there. Every ten
     * seconds one attempt takes no notice of that.
     *
     * @param now on the clock of those who tell of attempts, in nanoseconds
     */
    int load(long now) {
        int more = behind.get();
        if (more > 0) {
            long since = behindSince.get();
            more = now - since >= FORGOTTEN_NANOS && behindSince.compareAndSet(since, now) ? 0 : more;
        }
        return inFlight.get() + more;
    }

    /** An attempt there failed, or was outrun. */
    void fellBehind(long now) {
        behindSince.set(now);
        behind.incrementAndGet();
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    void ended() {
        inFlight.decrementAndGet();
    }

    /** How many attempts in a row have failed there, this one included. */
    int failedOnceMore() {
        return failedInARow.incrementAndGet();
    }

    /**
     * An attempt there succeeded. What is behind is halved and not forgotten: where hedging may send nothing more, the slowest
     * machine has its successes, too. Nearly always there is nothing to do, and nothing is written.
     */
    void succeeded() {
        if (failedInARow.get() != 0) {
            failedInARow.set(0);
        }
        int before = behind.get();
        if (before != 0) {
            behind.compareAndSet(before, before / 2); // One that is lost does no harm.
        }
    }

    long backAt() {
        return backAt;
    }

    /** Changes the state; with the lock of {@link Ejections}. */
    void set(State next, long untilNanos) {
        backAt = untilNanos;
        state = next;
    }

    /** How often it has now been left out in a row, this time included; with the lock of {@link Ejections}. */
    int leftOutOnceMore() {
        return ++timesInARow;
    }

    /** Forgets how often it was left out; with the lock of {@link Ejections}. */
    void forgive() {
        timesInARow = 0;
        failedInARow.set(0);
        behind.set(0);
    }

    @Override
    public String toString() {
        return text;
    }
}
