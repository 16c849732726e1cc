package smart.service.backend.client.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.client.loop.SelectorLoop;

/** A socket to the backend. Unlike Jetty's own, it remembers why a read failed, to distinguish a reset from the end of the stream. */
final class BackendEndPoint extends SocketChannelEndPoint {
    private final BackendAddress address;
    private volatile @Nullable IOException failure;

    /** @param address where it goes */
    BackendEndPoint(
            SocketChannel channel, SelectorLoop loop, SelectionKey key, Scheduler scheduler, BackendAddress address) {
        super(channel, loop, key, scheduler);
        this.address = address;
    }

    BackendAddress address() {
        return address;
    }

    /** The failure of a read, or null if none failed. */
    @Nullable IOException failure() {
        return failure;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (isInputShutdown()) {
            return -1;
        }
        int position = BufferUtil.flipToFill(buffer);
        try {
            int filled = getChannel().read(buffer);
            if (filled < 0) {
                shutdownInput();
            }
            return filled;
        } catch (IOException e) {
            failure = e;
            shutdownInput();
            return -1;
        } finally {
            BufferUtil.flipToFlush(buffer, position);
        }
    }
}
