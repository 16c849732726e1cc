package smart.deploy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server (RFC 1035) that knows each name, as 127.0.0.1 alone, until it is told to fail. */
final class NameServer implements AutoCloseable {
    private static final int QUESTION = 12;
    private static final int TYPE_A = 1;

    private final DatagramSocket socket;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Reply reply = Reply.KNOWN;

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    /** How it replies. */
    enum Reply {
        KNOWN(0),
        BROKEN(2),
        UNKNOWN_NAME(3),
        REFUSED(5),
        SILENT(-1);

        private final int code;

        Reply(int code) {
            this.code = code;
        }
    }

    static NameServer start() throws IOException {
        NameServer server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(server::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** From now on it replies like this. */
    void reply(Reply next) {
        reply = next;
    }

    /** The queries so far that it failed. */
    int failures() {
        return failures.get();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                packet.setLength(512);
                socket.receive(packet);
                Reply now = reply;
                if (now != Reply.SILENT) {
                    byte[] response = response(packet.getData(), now);
                    socket.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
                }
                if (now != Reply.KNOWN) {
                    failures.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private static byte[] response(byte[] packet, Reply reply) {
        ByteBuffer query = ByteBuffer.wrap(packet);
        int end = QUESTION;
        while (query.get(end) != 0) {
            end += 1 + query.get(end);
        }
        boolean answers = reply == Reply.KNOWN && query.getShort(end + 1) == TYPE_A;
        ByteBuffer response = ByteBuffer.allocate(512)
                .putShort(query.getShort(0))
                .putShort((short) (0x8180 | reply.code)) // a response, and recursion is available
                .putShort((short) 1)
                .putShort((short) (answers ? 1 : 0))
                .putInt(0)
                .put(packet, QUESTION, end + 5 - QUESTION);
        if (answers) {
            response.putShort((short) 0xc00c) // the name in the question
                    .putShort((short) TYPE_A)
                    .putShort((short) 1)
                    .putInt(1)
                    .putShort((short) 4)
                    .put(new byte[] {127, 0, 0, 1});
        }
        byte[] bytes = new byte[response.position()];
        response.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
