package smart.service.request;

import java.time.Duration;

/** The time that a call may take. May be changed while calls are in progress; those keep the bound they have. */
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
