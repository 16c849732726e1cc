package smart.service.backend.address;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of an address by one attempt. The attempt counts as in flight there until {@link #release}. One of the other
 * methods is called once, before or after that, with the attempt's result. Safe for use by many threads.
 */
public final class AddressUse {
    private final BackendAddress address;
    private final Ejections ejections;
    private final boolean trial;
    private final AtomicBoolean released = new AtomicBoolean();

    /** @param trial whether the attempt is the trial of an ejected address */
    AddressUse(BackendAddress address, Ejections ejections, boolean trial) {
        this.address = address;
        this.ejections = ejections;
        this.trial = trial;
        address.begun();
    }

    public BackendAddress address() {
        return address;
    }

    /** The attempt no longer uses the address. May be called more than once. */
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
     * @param counts whether the failure counts against the address
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
     * @param outrun whether a later attempt at another address succeeded
     */
    public void cancelled(boolean outrun) {
        address.counts().cancelled().inc();
        if (outrun) {
            ejections.outrun(address);
        }
        undecided(Ejections.FIRST_NANOS);
    }

    /** The attempt ended because of a bug in Smart. */
    public void internal() {
        address.counts().internal().inc();
        undecided(0);
    }

    /** The connect failed, and the attempt goes on with another address. */
    public void movedOn() {
        release();
        address.counts().failover().inc();
        ejections.failed(address, trial);
    }

    /** Another address connected earlier. */
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
