package smart.mock.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that the caller closes its connection while its reply waits. HTTP/1.1 reads nothing then, so the connection's
 * read interest is free: the watch takes it, and gives it back before the reply is written. Bytes that arrive meanwhile
 * are the caller's next request, sent ahead (RFC 9112 section 9.3.2): they are handed to the connection, and the watch is over.
 */
final class CallerWatch implements Callback {
    /** Told once at most, on the thread that found out, holding no lock. */
    interface Listener {
        /** The caller will send no more (FIN). It closed the connection, or just its half of it. */
        void closed();

        /** The connection is of no more use (RST). */
        void reset();
    }

    private enum Seen {
        NOTHING,
        CLOSED,
        RESET
    }

    private final EndPoint endPoint;
    private final Listener listener;

    // Guarded by this.
    private boolean over;

    CallerWatch(EndPoint endPoint, Listener listener) {
        this.endPoint = endPoint;
        this.listener = listener;
    }

    void start() {
        endPoint.tryFillInterested(this);
    }

    /** After this the connection is Jetty's again. */
    void end() {
        if (!finish()) {
            return;
        }
        // Takes the interest back: no other could be registered, for nothing else reads while a reply is due.
        if (endPoint instanceof AbstractEndPoint abstractEndPoint) {
            abstractEndPoint.getFillInterest().fillable();
        }
    }

    @Override
    public void succeeded() {
        switch (look()) {
            case CLOSED -> listener.closed();
            case RESET -> listener.reset();
            case NOTHING -> {}
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (finish()) {
            listener.reset();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        return first;
    }

    private synchronized Seen look() {
        if (over) {
            return Seen.NOTHING;
        }
        try {
            var one = BufferUtil.allocate(1);
            int filled = fill(one);
            if (filled == 0) {
                start();
                return Seen.NOTHING;
            }
            over = true;
            handOver(one);
            return filled < 0 ? Seen.CLOSED : Seen.NOTHING;
        } catch (IOException reset) {
            over = true;
            return Seen.RESET;
        }
    }

    /** Reads as {@link EndPoint#fill} does, which would hide the difference between FIN and RST. */
    private int fill(ByteBuffer one) throws IOException {
        if (!(endPoint instanceof SocketChannelEndPoint plain)) {
            return endPoint.fill(one);
        }
        BufferUtil.flipToFill(one);
        int filled = plain.getChannel().read(one);
        BufferUtil.flipToFlush(one, 0);
        // Tells the end point what it doesn't know yet: that there is no more to read.
        return filled < 0 ? endPoint.fill(one) : filled;
    }

    private void handOver(ByteBuffer read) {
        if (read.hasRemaining() && endPoint.getConnection() instanceof Connection.UpgradeTo connection) {
            connection.onUpgradeTo(read);
        }
    }
}
