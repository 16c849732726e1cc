package smart.service.backend.client.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import smart.testkit.InputText;

/** A proxy that connects each tunnel to one port of loopback, and keeps what it was asked and sent. Thread-safe. */
final class TunnelProxy implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final int target;

    TunnelProxy(ServerSocketFactory sockets, int target) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> asked() {
        return asked;
    }

    /** What has passed towards the backend, a character for each byte. */
    String passed() {
        return passed.toString(ISO_8859_1);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tunnel-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                sockets.add(caller);
                asked.add(InputText.upTo(InputText.END_OF_HEAD, caller.getInputStream()));
                Socket backend = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(backend);
                caller.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(US_ASCII));
                start(() -> copy(caller, backend, passed));
                start(() -> copy(backend, caller, OutputStream.nullOutputStream()));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void copy(Socket from, Socket to, OutputStream record) {
        try (InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            byte[] bytes = new byte[4096];
            for (int read = input.read(bytes); read >= 0; read = input.read(bytes)) {
                record.write(bytes, 0, read);
                output.write(bytes, 0, read);
            }
        } catch (IOException e) {
            // One side has closed.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
