package smart.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import smart.testkit.RawBackend.Request;

/** One request to a {@link RawBackend}, and the means to respond. Used only by the connection's thread. */
public final class RawExchange {
    private final Request request;
    private final Socket socket;
    private final InputStream input;
    private final boolean first;

    RawExchange(Request request, Socket socket, InputStream input, boolean first) {
        this.request = request;
        this.socket = socket;
        this.input = input;
        this.first = first;
    }

    public Request request() {
        return request;
    }

    /** Whether this is the connection's first request. */
    public boolean isFirst() {
        return first;
    }

    /** Sends these characters as ISO 8859-1. */
    public void send(String bytes) throws IOException {
        send(bytes.getBytes(ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Waits until the peer ends the connection. */
    public void awaitEnd() throws IOException {
        while (input.read() >= 0) {
            // What else comes is of no interest.
        }
    }

    /** Waits at most that long. Returns whether the peer has ended the connection or sent something. */
    public boolean endsWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return input.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Answers, then closes this direction alone. */
    public void halfClose() throws IOException {
        send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        socket.shutdownOutput();
    }

    public void close() {
        request.connection().close();
    }

    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        request.connection().close();
    }
}
