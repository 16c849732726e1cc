package smart.service.request;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Sends answers without waiting for their callers, and bounds the memory that those take which are not read. A call's permit
 * is given back when the backend has answered, so the limit does not bound it. Where there are more bytes, the connections of
 * the callers who have been reading for longest are closed.
 *
 * <p>Thread-safe.
 */
public final class UnreadAnswers {
    private final long maxBytes;

    // Guarded by this.
    private final Set<Unread> oldestFirst = new LinkedHashSet<>();
    private long bytes;

    /** @param maxBytes the most that callers may leave unread in all; an answer counts whole until its last byte is out */
    public UnreadAnswers(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Writes {@code body} as all of the answer's; head and length were given to the server. */
    void send(ServletContextRequest request, byte[] body) {
        Unread unread = new Unread(request, body.length);
        request.getHttpOutput().sendContent(ByteBuffer.wrap(body), unread);
        for (Unread tooOld : add(unread)) {
            tooOld.request.getConnectionMetaData().getConnection().getEndPoint().close();
        }
    }

    /** Those that must go so that the others fit. */
    private synchronized List<Unread> add(Unread unread) {
        if (unread.done) {
            return List.of();
        }
        oldestFirst.add(unread);
        bytes += unread.length;
        List<Unread> tooOld = new ArrayList<>();
        for (Iterator<Unread> all = oldestFirst.iterator(); bytes > maxBytes; ) {
            Unread oldest = all.next();
            all.remove();
            bytes -= oldest.length;
            tooOld.add(oldest);
        }
        return tooOld;
    }

    private synchronized void done(Unread unread) {
        unread.done = true;
        if (oldestFirst.remove(unread)) {
            bytes -= unread.length;
        }
    }

    private final class Unread implements Callback {
        private final ServletContextRequest request;
        private final int length;
        private boolean done; // Guarded by UnreadAnswers.this.

        Unread(ServletContextRequest request, int length) {
            this.request = request;
            this.length = length;
        }

        @Override
        public void succeeded() {
            done(this);
        }

        @Override
        public void failed(Throwable failure) {
            done(this);
        }

        @Override
        public InvocationType getInvocationType() {
            return Invocable.InvocationType.NON_BLOCKING;
        }
    }
}
