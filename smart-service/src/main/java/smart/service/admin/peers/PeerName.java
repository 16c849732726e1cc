package smart.service.admin.peers;

import com.google.common.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * One entry of {@code adminPeers}: an address, or a name that resolves to several replicas, such as that of a headless
 * Service. Without a port, this replica's admin port applies.
 */
public record PeerName(String host, int port) {

    /**
     * Reads {@code 10.1.2.3:8001}, {@code smart-admin}, {@code [::1]:8001}.
     *
     * @param ownPort the default port
     * @throws IllegalArgumentException if the text has another form
     */
    public static PeerName parse(String text, int ownPort) {
        HostAndPort parsed = HostAndPort.fromString(text).withDefaultPort(ownPort);
        if (parsed.getHost().isEmpty() || !parsed.getHost().matches("[A-Za-z0-9._:%-]+") || parsed.getPort() == 0) {
            throw new IllegalArgumentException("not a host or host:port: " + text);
        }
        return new PeerName(parsed.getHost(), parsed.getPort());
    }

    /** Where names are looked up. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Its addresses now. */
    List<String> addresses(Resolver resolver) throws UnknownHostException {
        return Arrays.stream(resolver.resolve(host))
                .map(address -> HostAndPort.fromParts(address.getHostAddress(), port))
                .map(HostAndPort::toString)
                .toList();
    }

    @Override
    public String toString() {
        return HostAndPort.fromParts(host, port).toString();
    }
}
