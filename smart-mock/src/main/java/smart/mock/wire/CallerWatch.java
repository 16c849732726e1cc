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
 * Notices when the caller closes its connection while its reply waits. Jetty reads nothing then, so the watch uses the
 * connection's read interest, and returns it before the reply is written. Bytes that arrive meanwhile are the caller's
 * next request, sent ahead (RFC 9112 section 9.3.2): they are passed to the connection, and the watch ends.
 */
final class CallerWatch implements Callback {
    /** Called at most once, on the detecting thread, without a lock. */
    interface Listener {
        /** The caller will send no more (FIN). It closed the connection or only its sending side. */
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
        // Cancels the interest. No other one could be registered, since nothing else reads while a reply is due.
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
        // Informs the end point that there is no more to read.
        return filled < 0 ? endPoint.fill(one) : filled;
    }

    private void handOver(ByteBuffer read) {
        if (read.hasRemaining() && endPoint.getConnection() instanceof Connection.UpgradeTo connection) {
            connection.onUpgradeTo(read);
        }
    }
}
