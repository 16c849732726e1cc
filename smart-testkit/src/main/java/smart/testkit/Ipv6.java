package smart.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Tells whether this machine has IPv6. */
public final class Ipv6 {
    private Ipv6() {}

    /** Whether a server can listen on {@code ::1}. A container often can't. */
    public static boolean isThere() {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
