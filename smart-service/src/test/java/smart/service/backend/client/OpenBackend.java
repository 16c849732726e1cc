package smart.service.backend.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A backend with or without TLS that can send at any time, also beneath the TLS. */
public final class OpenBackend implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final Reply reply;

    /** What a request is answered with. */
    @FunctionalInterface
    public interface Reply {
        void to(Line line, String target) throws IOException;
    }

    /**
     * A connection.
     *
     * @param raw the socket
     * @param spoken the same, or TLS on it
     */
    public record Line(Socket raw, Socket spoken) {
        /** Sends these characters as ISO 8859-1. */
        public void send(String bytes) throws IOException {
            spoken.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        }

        /** Sends a response with that body. */
        public void respond(String body) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    /** @param tls the TLS, or null for none */
    public OpenBackend(SSLContext tls, Reply reply) throws IOException {
        this.tls = tls;
        this.reply = reply;
        start(this::accept);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + server.getLocalPort());
    }

    /** All connections so far. */
    public List<Line> lines() {
        return lines;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "open-backend");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket raw = server.accept();
                raw.setTcpNoDelay(true);
                Line line =
                        new Line(raw, tls == null ? raw : tls.getSocketFactory().createSocket(raw, null, true));
                lines.add(line);
                start(() -> serve(line));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @SuppressWarnings("try") // It is only closed.
    private void serve(Line line) {
        try (Socket closed = line.raw()) {
            InputStream input = line.spoken().getInputStream();
            StringBuilder head = new StringBuilder();
            for (int next = input.read(); next >= 0; next = input.read()) {
                head.append((char) next);
                if (head.indexOf("\r\n\r\n") > 0) {
                    reply.to(line, head.toString().split(" ", 3)[1]);
                    head.setLength(0);
                }
            }
        } catch (IOException e) {
            // The peer has closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.raw().close();
        }
    }
}
