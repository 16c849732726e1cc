package smart.service.backend.address;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An address in use by one attempt. It counts as in flight there until {@link #release}; how it ended is told once, by one of
 * the other methods, before or after that. Safe for use by many threads.
 */
public final class AddressUse {
    private final BackendAddress address;
    private final Ejections ejections;
    private final boolean trial;
    private final AtomicBoolean released = new AtomicBoolean();

    /** @param trial whether it decides on an address that was left out */
    AddressUse(BackendAddress address, Ejections ejections, boolean trial) {
        this.address = address;
        this.ejections = ejections;
        this.trial = trial;
        address.begun();
    }

    public BackendAddress address() {
        return address;
    }

    /** Nothing goes on there for the attempt any more. May be called more than once. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            address.ended();
        }
    }

    /** The attempt succeeded. */
    public void succeeded() {
        address.counts().success().inc();
        ejections.succeeded(address, trial);
    }

    /**
     * The attempt failed.
     *
     * @param counts whether that says something about the address
     */
    public void failed(boolean counts) {
        address.counts().failure().inc();
        if (counts) {
            ejections.failed(address, trial);
        } else {
            undecided(Ejections.FIRST_NANOS);
        }
    }

    /**
     * The attempt was no longer needed.
     *
     * @param outrun whether one at another address succeeded, which began later
     */
    public void cancelled(boolean outrun) {
        address.counts().cancelled().inc();
        if (outrun) {
            ejections.outrun(address);
        }
        undecided(Ejections.FIRST_NANOS);
    }

    /** The attempt ended with a bug of ours. */
    public void internal() {
        address.counts().internal().inc();
        undecided(0);
    }

    /** There was no connection, and the attempt goes on with another address. */
    public void movedOn() {
        release();
        address.counts().failover().inc();
        ejections.failed(address, trial);
    }

    /** Another address had a connection earlier. */
    public void outrun() {
        release();
        address.counts().failover().inc();
        undecided(Ejections.FIRST_NANOS);
    }

    /** It was not used at all. */
    public void giveBack() {
        release();
        undecided(0);
    }

    private void undecided(long afterNanos) {
        if (trial) {
            ejections.undecided(address, afterNanos);
        }
    }
}
