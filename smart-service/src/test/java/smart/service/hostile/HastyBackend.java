package smart.service.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that answers each connection when it is opened, and reads nothing. */
public final class HastyBackend implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private HastyBackend(String response) throws IOException {
        Thread thread = new Thread(() -> accept(response), "hasty-backend");
        thread.setDaemon(true);
        thread.start();
    }

    /** A backend that sends these characters (ISO 8859-1). */
    public static HastyBackend sending(String response) throws IOException {
        return new HastyBackend(response);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The port. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections it has had. */
    public int connections() {
        return accepted.size();
    }

    private void accept(String response) {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                socket.getOutputStream().write(response.getBytes(ISO_8859_1));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
