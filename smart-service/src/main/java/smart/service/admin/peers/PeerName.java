package smart.service.admin.peers;

import com.google.common.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A setting that names replicas: an address, or a name that stands for all its addresses, such as that of a headless
 * service; with the admin port, or without it where that is the same everywhere.
 */
public record PeerName(String host, int port) {

    /**
     * Reads {@code 10.1.2.3:8001}, {@code smart-admin}, {@code [::1]:8001}.
     *
     * @param ownPort where none is given
     * @throws IllegalArgumentException where it is none of these
     */
    public static PeerName parse(String text, int ownPort) {
        HostAndPort parsed = HostAndPort.fromString(text).withDefaultPort(ownPort);
        if (parsed.getHost().isEmpty() || !parsed.getHost().matches("[A-Za-z0-9._:%-]+") || parsed.getPort() == 0) {
            throw new IllegalArgumentException("not a host or host:port: " + text);
        }
        return new PeerName(parsed.getHost(), parsed.getPort());
    }

    /** Its addresses, as the name service has them now. */
    List<String> addresses() throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .map(address -> HostAndPort.fromParts(address.getHostAddress(), port))
                .map(HostAndPort::toString)
                .toList();
    }

    @Override
    public String toString() {
        return HostAndPort.fromParts(host, port).toString();
    }
}
