package smart.service.request.drain;

/**
 * Whether the service is draining: it is not ready, and closes each connection after its response, but still serves
 * every call. Safe for use by many threads.
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
