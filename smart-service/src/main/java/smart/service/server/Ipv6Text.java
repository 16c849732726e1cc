package smart.service.server;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;

/** Addresses of IPv6 as RFC 5952 writes them. */
final class Ipv6Text {
    private Ipv6Text() {}

    /** Compressed, without brackets, with the zone if there is one. */
    static String compressed(Inet6Address address) {
        return InetAddresses.toAddrString(address);
    }
}
