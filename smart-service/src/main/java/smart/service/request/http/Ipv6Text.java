package smart.service.request.http;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;

/** Addresses of IPv6 as RFC 5952 writes them. */
public final class Ipv6Text {
    private Ipv6Text() {}

    /** Compressed, without brackets, with the zone if there is one. */
    public static String compressed(Inet6Address address) {
        return InetAddresses.toAddrString(address);
    }
}
