package smart.service.backend.address;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.address.BackendAddress.State;

/**
 * Ejects an address after {@value #FAILURES} failed attempts in a row: for 1 s, then 2, 4, up to 30 s. Afterwards one
 * trial attempt decides whether the address returns. At most half of the addresses are ejected, so never the only one.
 * The model is Envoy's outlier detection. Safe for use by many threads: the lock is held for a few assignments, and
 * taken only where something changes.
 */
final class Ejections {
    static final int FAILURES = 5;
    static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Logger LOG = LoggerFactory.getLogger(Ejections.class);
    private static final int MOST_DOUBLINGS = 5;

    private final LongSupplier nanoTime;
    // Written under the lock of this.
    private final AtomicInteger out = new AtomicInteger();
    private volatile int known;

    /** @param nanoTime the clock, in nanoseconds */
    Ejections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Whether the caller's attempt is the trial of an ejected address. */
    boolean isTrial(BackendAddress address) {
        if (nanoTime.getAsLong() - address.backAt() < 0) {
            return false;
        }
        synchronized (this) {
            long now = nanoTime.getAsLong();
            boolean due = isOut(address) && now - address.backAt() >= 0;
            if (due) { // If a trial never reports its result, the address stays ejected for no longer than this.
                address.set(State.TRIAL, now + LONGEST_NANOS);
            }
            return due;
        }
    }

    void succeeded(BackendAddress address, boolean trial) {
        address.succeeded(nanoTime);
        if (trial) {
            synchronized (this) {
                if (isOut(address)) {
                    readmit(address);
                    LOG.info("the backend's address {} is back in use", address);
                }
            }
        }
    }

    /** A later attempt at another address won against one at this address. */
    void outrun(BackendAddress address) {
        address.outrun(nanoTime.getAsLong());
    }

    void failed(BackendAddress address, boolean trial) {
        address.failed(nanoTime.getAsLong());
        boolean enough = address.failedOnceMore() >= FAILURES;
        State state = address.state();
        if ((trial && state == State.TRIAL) || (enough && state == State.USED && isRoom())) {
            eject(address, state);
        }
    }

    private boolean isRoom() {
        return (out.get() + 1) * 2 <= known;
    }

    private synchronized void eject(BackendAddress address, State seen) {
        if (address.state() != seen || (seen == State.USED && !isRoom())) {
            return; // Another thread has decided in the meantime.
        }
        if (seen == State.USED) {
            out.incrementAndGet();
        }
        int doublings = Math.min(MOST_DOUBLINGS, address.leftOutOnceMore() - 1);
        long nanos = Math.min(LONGEST_NANOS, FIRST_NANOS << doublings);
        address.set(State.EJECTED, nanoTime.getAsLong() + nanos);
        LOG.info(
                "the backend's address {} is ejected for {} s: its last attempts failed",
                address,
                TimeUnit.NANOSECONDS.toSeconds(nanos));
    }

    /** The trial ended without a result: another one follows after a while. */
    void undecided(BackendAddress address, long afterNanos) {
        synchronized (this) {
            if (address.state() == State.TRIAL) {
                address.set(State.EJECTED, nanoTime.getAsLong() + afterNanos);
            }
        }
    }

    /** Takes the current addresses and the removed ones. */
    synchronized void changed(List<BackendAddress> all, List<BackendAddress> left) {
        for (BackendAddress address : left) {
            if (isOut(address)) {
                out.decrementAndGet();
            }
            address.set(State.LEFT, 0);
        }
        known = all.size();
        while (out.get() * 2 > known) {
            Optional<BackendAddress> first =
                    all.stream().filter(Ejections::isOut).min(Comparator.comparingLong(BackendAddress::backAt));
            readmit(first.orElseThrow());
        }
    }

    private void readmit(BackendAddress address) {
        out.decrementAndGet();
        address.forgive();
        address.set(State.USED, 0);
    }

    /** How much longer an address is ejected, in nanoseconds; 0 if it is in use or on trial. */
    long nanosLeft(BackendAddress address) {
        return address.state() == State.EJECTED ? Math.max(0, address.backAt() - nanoTime.getAsLong()) : 0;
    }

    private static boolean isOut(BackendAddress address) {
        return address.state() == State.EJECTED || address.state() == State.TRIAL;
    }
}
