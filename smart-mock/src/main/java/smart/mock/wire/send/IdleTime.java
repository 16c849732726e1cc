package smart.mock.wire.send;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;

/**
 * The idle timeout of one connection. It counts while the mock writes, so that a caller that does not read is given up, and
 * not while the mock is silent on purpose. Used by one thread at a time.
 */
public final class IdleTime {
    private final EndPoint endPoint;
    private final long timeoutMillis;

    /** The idle timeout of {@code endPoint}, which counts. */
    public IdleTime(EndPoint endPoint) {
        this.endPoint = endPoint;
        this.timeoutMillis = endPoint.getIdleTimeout();
    }

    /**
     * Counts no more. A listener that ignores the timeout is not enough: Jetty fails a write during which the timeout is
     * over, such as after 60 s with a timeout of 30 s.
     */
    public void pause() {
        endPoint.setIdleTimeout(0);
    }

    /** Counts, if it doesn't, from 0: with the time until now the timeout would be over at once. */
    public void count() {
        if (endPoint.getIdleTimeout() == timeoutMillis) {
            return;
        }
        var socket = endPoint instanceof EndPoint.Wrapper tls ? tls.unwrap() : endPoint;
        if (socket instanceof IdleTimeout timeout) {
            timeout.notIdle();
        }
        endPoint.setIdleTimeout(timeoutMillis);
    }
}
