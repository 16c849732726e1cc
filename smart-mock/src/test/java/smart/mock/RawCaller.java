package smart.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** A caller on a bare socket, which sees every byte that arrives. */
final class RawCaller implements AutoCloseable {
    private final Socket socket;

    RawCaller(URI url) throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    RawCaller get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: mock\r\n\r\n");
    }

    RawCaller send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends what may be too much for the mock, which then closes before the end. */
    void sendAsFarAsItGoes(String bytes) {
        try {
            send(bytes);
        } catch (IOException e) {
            // It closed, as it may.
        }
    }

    /** All that comes until the mock closes. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** All that comes up to and with {@code end}. */
    String readUntil(String end) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    Socket socket() {
        return socket;
    }

    /** Closes with RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
