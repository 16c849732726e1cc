package smart.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of 127.0.0.1, only for programs that do not accept port 0. They are below those that the system gives to
 * connections and to servers that ask for any port, so that a port is still free when it is used.
 */
public final class Ports {
    private static final int FIRST = 15_000;
    /** Linux's own begin at 32768. */
    private static final int END = 32_000;

    private static final int TRIES = 1_000;

    private Ports() {}

    /** A port that was free just now. */
    public static int unused() {
        return unused(1).get(0);
    }

    /** So many different ones. */
    public static List<Integer> unused(int count) {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < TRIES && open.size() < count; i++) {
                open(ThreadLocalRandom.current().nextInt(FIRST, END), open);
            }
            if (open.size() < count) {
                throw new IllegalStateException("no " + count + " ports are free from " + FIRST + " to " + END);
            }
            return open.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            open.forEach(Ports::close);
        }
    }

    private static void open(int port, List<ServerSocket> open) {
        try {
            open.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            // Taken: the next one.
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
