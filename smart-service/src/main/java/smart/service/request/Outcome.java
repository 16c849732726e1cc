package smart.service.request;

import java.util.Locale;

/** The outcome of a call, with its name in the metrics. */
public enum Outcome {
    SUCCESS,
    /** The backend's own 5xx or 429 was relayed. */
    BACKEND_STATUS,
    BACKEND_ERROR,
    TIMEOUT,
    REJECTED,
    BAD_REQUEST,
    /** The caller hung up before it had the response. */
    CLIENT_GONE,
    INTERNAL;

    /**
     * Whether the call passed the limit. Only then it has a duration: an invalid or refused one takes no time. Two rare kinds count
     * on the wrong side: a call that a stop cuts off ends as {@code REJECTED}, and a refused one whose caller leaves before its
     * response is written, as {@code CLIENT_GONE}.
     */
    public boolean isAdmitted() {
        return this != REJECTED && this != BAD_REQUEST;
    }

    /** The name in metrics and in traces, such as {@code client_gone}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
