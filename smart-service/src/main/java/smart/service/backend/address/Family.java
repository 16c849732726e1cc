package smart.service.backend.address;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The IP version of an address. */
public enum Family {
    IPV4,
    IPV6;

    static Family of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }

    /** The other IP version. */
    public Family other() {
        return this == IPV4 ? IPV6 : IPV4;
    }
}
