package smart.service.tracing.otlp;

/** Sends requests to a collector. Used by one thread, which it blocks. */
@FunctionalInterface
public interface SpanSender {

    /**
     * Sends a request, and repeats it where that can help.
     *
     * @param request an {@code ExportTraceServiceRequest}
     * @throws InterruptedException if the thread is interrupted; whether the collector has the spans is unknown then
     */
    SendResult send(ProtoWriter request) throws InterruptedException;
}
