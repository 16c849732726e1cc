package smart.service.backend.client.connection;

import java.util.concurrent.TimeUnit;
import smart.service.backend.client.http.ResponseHead;

/**
 * The settings of all connections.
 *
 * @param maxBody the largest body of a response, in bytes
 * @param keepAliveNanos how long a connection may be idle if the backend does not say; 0 for one request each
 * @param timeToLiveNanos how long a connection may be used
 */
public record ConnectionSettings(int maxBody, long keepAliveNanos, long timeToLiveNanos) {
    /** A chunk of one byte takes six bytes: {@code 1}, CR, LF, the byte, CR, LF. */
    private static final int MOST_CHUNKED = 6;

    /** For the head. */
    private static final long OVERHEAD = 1 << 20;

    /** How long a connection may be idle after this response, in nanoseconds; 0 if it must be closed. */
    long keepAliveNanos(ResponseHead head) {
        if (keepAliveNanos <= 0 || !head.isKept()) {
            return 0;
        }
        long seconds = head.keepAliveSeconds();
        return seconds < 0 ? keepAliveNanos : TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The most bytes of one response, with its head and its framing. */
    long maxReceived() {
        return (long) maxBody * MOST_CHUNKED + OVERHEAD;
    }
}
