package smart.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A caller on a plain socket. It can send invalid HTTP, and sees the exact received bytes. */
public final class RawCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final CountedInput input;

    public RawCaller(URI url) throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        input = new CountedInput(socket.getInputStream());
    }

    /** A GET on a connection of its own; its response. */
    public static Response call(URI url, String target, String... lines) throws IOException {
        try (RawCaller caller = new RawCaller(url)) {
            return caller.get(target, lines).read();
        }
    }

    /** Closes it, if there is one; that it is gone already is of no interest. */
    public static void abandon(@Nullable RawCaller caller) {
        try {
            if (caller != null) {
                caller.close();
            }
        } catch (IOException e) {
            // It is gone.
        }
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

    /** Sends data that may be too much for the peer, which then closes before the end. */
    public void sendAsFarAsItGoes(String bytes) {
        try {
            send(bytes);
        } catch (IOException e) {
            // It closed, as it may.
        }
    }

    /** All that comes until the peer closes. */
    public String readToEnd() throws IOException {
        return new String(input.readAllBytes(), ISO_8859_1);
    }

    /** All that comes up to and with {@code end}. */
    public String readUntil(String end) throws IOException {
        String read = InputText.upTo(end, input);
        if (!read.endsWith(end)) {
            throw new IOException("closed after: " + read);
        }
        return read;
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
        List<String> lines = List.of(readUntil(InputText.END_OF_HEAD).trim().split("\r\n"));
        return new Response(lines.get(0), lines.subList(1, lines.size()), "");
    }

    /** Reads at most that many bytes; none if the connection has ended. */
    public void take(int most) throws IOException {
        try {
            var unused = input.readNBytes(most);
        } catch (SocketException e) {
            // A reset.
        }
    }

    /** How many bytes were read so far. */
    public long received() {
        return input.count();
    }

    /** Waits for the end of the connection. Returns whether the peer sent nothing more before it. */
    public boolean isEnded() {
        try {
            return input.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // A reset, since the peer did not read everything that was sent.
        }
    }

    /** Whether a byte arrives within that time; it is not consumed. */
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
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** How many bytes have come and were not read. */
    public int unread() throws IOException {
        return input.available();
    }

    /** Closes this direction alone. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
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
