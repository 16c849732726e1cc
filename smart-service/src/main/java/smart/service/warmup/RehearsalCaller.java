package smart.service.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A caller on a plain socket, since an HTTP client would also have to be loaded and compiled. For one thread. */
final class RehearsalCaller implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int MOST_ANSWER = 4096;
    /** Every response here is a JSON object. */
    private static final char END = '}';

    private final Socket socket;
    private final byte[] answer = new byte[MOST_ANSWER];

    RehearsalCaller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends a GET for that target, and waits for the response. */
    void get(String target) throws IOException {
        String head = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        int length = 0;
        while (length == 0 || answer[length - 1] != END) {
            int read = socket.getInputStream().read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("incomplete response");
            }
            length += read;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
