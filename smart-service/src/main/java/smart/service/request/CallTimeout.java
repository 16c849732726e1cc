package smart.service.request;

import java.time.Duration;

/** The timeout of a call. A change applies to new calls; calls in flight keep their deadline. */
public final class CallTimeout {
    private volatile Duration value;

    public CallTimeout(Duration value) {
        this.value = value;
    }

    public Duration get() {
        return value;
    }

    public void set(Duration value) {
        this.value = value;
    }
}
