package smart.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.TreeMap;

/** Very many callers at once on one thread, each with one connection and one request. */
final class Crowd implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);

    /** How many of the callers got each reply, by its status and body. */
    private final Map<String, Integer> replies = new TreeMap<>();

    private int open;

    Crowd() throws IOException {}

    /** Sends {@code size} requests, which all wait at the same time, and reads the replies until each connection is closed. */
    Map<String, Integer> call(URI url, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            var channel = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
            channel.write(ByteBuffer.wrap(REQUEST));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new ByteArrayOutputStream());
            open++;
        }
        while (open > 0) {
            selector.select(this::read, 60_000);
        }
        return replies;
    }

    private void read(SelectionKey key) {
        var reply = (ByteArrayOutputStream) key.attachment();
        try {
            int read = ((SocketChannel) key.channel()).read(buffer.clear());
            buffer.flip();
            while (buffer.hasRemaining()) {
                reply.write(buffer.get());
            }
            if (read < 0) {
                end(key, summary(reply.toString(ISO_8859_1)));
            }
        } catch (IOException e) {
            end(key, e.toString());
        }
    }

    private void end(SelectionKey key, String reply) {
        replies.merge(reply, 1, Integer::sum);
        open--;
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String summary(String reply) {
        return reply.replaceFirst("(?s)^HTTP/1.1 (\\d+) .*\r\n\r\n", "$1 ");
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
