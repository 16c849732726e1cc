package smart.service.tracing.otlp;

/** What became of a request to a collector. */
public sealed interface SendResult {

    /**
     * The collector has taken it.
     *
     * @param rejected how many of its spans the collector rejects nevertheless, usually 0
     * @param message why, or a warning about spans that it accepts; usually empty
     */
    record Taken(long rejected, String message) implements SendResult {}

    /**
     * The collector does not have it. The HTTP client may still read the request's array.
     *
     * @param why in words
     * @param pauseNanos how long the collector asks to send nothing, in nanoseconds; 0 if it does not ask
     */
    record Lost(String why, long pauseNanos) implements SendResult {}
}
