package smart.service.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.function.Decorator;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * Watches the bytes of every connection to the backend. Two things are not allowed, and end the connection:
 *
 * <ul>
 *   <li>Bytes that no request asked for: a second response, or data after the end of one (RFC 9112 section 9.2). The
 *       client would keep the start of a line and take it for the beginning of the next caller's response; or read a whole
 *       response for the next caller's.
 *   <li>More bytes for one response than a body of the largest size can need, such as interim responses, chunk extensions
 *       or trailers without end. The deadline would end that too, but only after all that time. (With TLS it does: the client
 *       is given what was decrypted by another way, and a read brings nothing.)
 * </ul>
 *
 * <p>Each connection is used by one thread at a time. A response is read, and ended, by an I/O thread.
 */
final class SessionGuard implements Decorator<IOSession> {
    /** One byte of a body in a chunk of its own takes six: {@code 1}, CR, LF, the byte, CR, LF. */
    private static final int MOST_CHUNKED = 6;

    /** For the head. */
    private static final long OVERHEAD = 1 << 20;

    private final long mostBytes;
    /** The connection that was read last, by the thread that reads. */
    @SuppressWarnings("ThreadLocalUsage") // There is one guard, and it lives as long as its client's threads.
    private final ThreadLocal<@Nullable Guarded> reading = new ThreadLocal<>();

    /** @param maxResponseSize the largest body, in bytes */
    SessionGuard(int maxResponseSize) {
        this.mostBytes = (long) maxResponseSize * MOST_CHUNKED + OVERHEAD;
    }

    @Override
    public IOSession decorate(IOSession session) {
        return new Guarded(session);
    }

    /** To be called within the read that ends a response: what the connection brings from now on is one too many. */
    void responseEnded() {
        Guarded session = reading.get();
        if (session != null) {
            session.asked = false;
        }
    }

    /** Something came that no request had asked for. The request that meets it has not been sent. */
    static final class Unasked extends IOException {
        Unasked() {
            super("the backend sent data after the end of a response");
        }
    }

    private final class Guarded extends ForwardingSession {
        private boolean asked = true;
        private long received;

        Guarded(IOSession session) {
            super(session);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            reading.set(this);
            int count = super.read(bytes);
            // A client that reads on after a response, and finds nothing, has bytes left over from before.
            if (!asked && count >= 0) {
                throw new Unasked();
            }
            if (count > 0) {
                received += count;
                if (received > mostBytes) {
                    throw new MessageConstraintException("more than " + mostBytes + " bytes for one response");
                }
            }
            return count;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (!asked) {
                requireSilence();
                asked = true;
                received = 0;
            }
            return super.write(bytes);
        }

        /** The client reads a body up to its end and not beyond, and may send the next request before it reads again. */
        private void requireSilence() throws IOException {
            int count = super.read(ByteBuffer.allocate(1));
            if (count > 0) {
                throw new Unasked();
            }
            if (count < 0) {
                throw new ConnectionClosedException();
            }
        }
    }
}
