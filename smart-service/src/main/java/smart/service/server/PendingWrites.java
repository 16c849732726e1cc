package smart.service.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Bounds the memory of the answers that callers have not read. A call's permit is given back when the backend has answered, so
 * that the limit does not bound it. Where there are more bytes, the connections of the callers who have been reading for
 * longest are closed. An answer that the socket takes at once is not seen here.
 *
 * <p>Thread-safe.
 */
final class PendingWrites {
    private final long maxBytes;

    // Guarded by this.
    private final Set<Write> oldestFirst = new LinkedHashSet<>();
    private long bytes;

    /** An answer that is being written. */
    interface Write {
        /** Its bytes; it counts whole until the last one is out. */
        int length();

        boolean isDone();

        /** Closes the caller's connection. */
        void cutOff();
    }

    /** @param maxBytes the most that callers may leave unread in all */
    PendingWrites(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The write is not done yet. */
    void add(Write write) {
        List<Write> tooOld = new ArrayList<>();
        synchronized (this) {
            if (write.isDone()) {
                return;
            }
            oldestFirst.add(write);
            bytes += write.length();
            for (Iterator<Write> all = oldestFirst.iterator(); bytes > maxBytes; ) {
                Write oldest = all.next();
                all.remove();
                bytes -= oldest.length();
                tooOld.add(oldest);
            }
        }
        tooOld.forEach(Write::cutOff);
    }

    /** A write that was added is done. */
    void remove(Write write) {
        synchronized (this) {
            if (oldestFirst.remove(write)) {
                bytes -= write.length();
            }
        }
    }
}
