package smart.service.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Answers every request at once, on loopback. */
final class StubBackend implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"time\": 0}"
                    .getBytes(US_ASCII);
    private static final int END_OF_HEAD = 0x0d0a0d0a;
    private static final int BACKLOG = 16;

    private final ServerSocket server;

    StubBackend() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "rehearsal-backend");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream input = new BufferedInputStream(socket.getInputStream());
            int last = 0;
            for (int next = input.read(); next >= 0; next = input.read()) {
                last = last << 8 | next;
                if (last == END_OF_HEAD) {
                    socket.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException e) {
            return; // The rehearsal is over.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
