package smart.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of 127.0.0.1 that refuses connections. It is taken, but nothing listens there, so that no other program can come to
 * listen in the meantime, as on a port that is merely free.
 */
public final class RefusingPort implements AutoCloseable {
    private final Socket holder = new Socket();

    public RefusingPort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The port. */
    public int number() {
        return holder.getLocalPort();
    }

    /** Where nobody answers. */
    public String url() {
        return "http://127.0.0.1:" + number();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
