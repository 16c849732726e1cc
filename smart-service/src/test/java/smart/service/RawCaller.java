package smart.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.CountingInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;

/** A caller on a bare socket: it sends what no HTTP client would, and sees what arrives as it stands on the wire. */
public final class RawCaller implements AutoCloseable {
    private final Socket socket;
    private final CountingInputStream input;

    public RawCaller(URI url) throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        input = new CountingInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** A response; its body has one character for each byte. */
    public record Response(String statusLine, List<String> fields, String body) {
        public int status() {
            return Integer.parseInt(statusLine.split(" ", 3)[1]);
        }

        /** The values of all lines with that name. */
        public List<String> header(String name) {
            String prefix = name + ":";
            return fields.stream()
                    .filter(field -> field.regionMatches(true, 0, prefix, 0, prefix.length()))
                    .map(field -> field.substring(prefix.length()).trim())
                    .toList();
        }
    }

    /** Sends a GET for that target, with these header lines after {@code Host}. */
    public RawCaller get(String target, String... lines) throws IOException {
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: smart.test\r\n");
        for (String line : lines) {
            head.append(line).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    /** Sends these characters as ISO 8859-1. */
    public RawCaller send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        return this;
    }

    /** Reads a response whose body, if any, has a {@code Content-Length}. */
    public Response read() throws IOException {
        return readBody(readHead());
    }

    /** Reads the body that belongs to a head. */
    public Response readBody(Response head) throws IOException {
        List<String> length = head.header("Content-Length");
        int bytes = length.isEmpty() ? 0 : Integer.parseInt(length.get(0));
        String body = new String(input.readNBytes(bytes), ISO_8859_1);
        if (body.length() < bytes) {
            throw new IOException("closed after " + body.length() + " of " + bytes + " bytes");
        }
        return new Response(head.statusLine(), head.fields(), body);
    }

    /** Reads a response that has no body, whatever its {@code Content-Length} says. */
    public Response readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        List<String> lines = List.of(head.toString().trim().split("\r\n"));
        return new Response(lines.get(0), lines.subList(1, lines.size()), "");
    }

    /** Reads so many bytes at the most; none where the connection has ended. */
    public void take(int most) throws IOException {
        try {
            var unused = input.readNBytes(most);
        } catch (SocketException e) {
            // A reset.
        }
    }

    /** How many bytes were read so far. */
    public long received() {
        return input.getCount();
    }

    /** Whether the peer ends the connection with nothing more than what was read; waits for it. */
    public boolean isEnded() {
        try {
            return input.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // A reset, since it did not read all that was sent.
        }
    }

    /** Whether a first byte comes within that time; it is not taken. */
    public boolean hasAnswerWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            input.mark(1);
            boolean came = input.read() >= 0;
            input.reset();
            return came;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(30_000);
        }
    }

    /** Hangs up with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
