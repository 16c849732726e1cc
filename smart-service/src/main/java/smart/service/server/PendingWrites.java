package smart.service.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Limits the memory of responses that callers have not read. A call releases its permit when the backend has responded,
 * so the limit of calls does not cover this memory. Above the maximum, it closes the connections that have been reading
 * longest, but not the newest one, so that one response may be larger than the maximum. A response that the socket
 * accepts at once never gets here.
 *
 * <p>Thread-safe.
 */
final class PendingWrites {
    private final long maxBytes;

    // Guarded by this.
    private final Set<Write> oldestFirst = new LinkedHashSet<>();
    private long bytes;

    /** A response that is being written. */
    interface Write {
        /** The size of the response, head included; it counts in full until the last byte is written. */
        int length();

        boolean isDone();

        /** Closes the caller's connection. */
        void cutOff();
    }

    /** @param maxBytes the most bytes of unread responses in total */
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
            for (Iterator<Write> all = oldestFirst.iterator(); bytes > maxBytes && oldestFirst.size() > 1; ) {
                Write oldest = all.next();
                all.remove();
                bytes -= oldest.length();
                tooOld.add(oldest);
            }
        }
        tooOld.forEach(Write::cutOff);
    }

    /** An added write is done. */
    void remove(Write write) {
        synchronized (this) {
            if (oldestFirst.remove(write)) {
                bytes -= write.length();
            }
        }
    }
}
