package smart.service.request.drain;

/**
 * Whether the service is being taken out of use: then it says that it is not ready, and asks callers to close their
 * connections, but still serves every call. Safe for use by many threads.
 */
public final class Drain {
    private volatile boolean on;

    public boolean isOn() {
        return on;
    }

    /** Begins, or ends, the draining. */
    public void set(boolean on) {
        this.on = on;
    }
}
