package smart.service.admin.guard;

import com.google.common.net.InetAddresses;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The allowed host names of the admin port: any address, {@code localhost}, and the configured names. After DNS
 * rebinding, a browser still sends the foreign name, so the request is refused.
 */
final class HostRule {
    private static final String LOCALHOST = "localhost";

    private final Set<String> names;

    HostRule(Collection<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host without a port */
    boolean allows(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals(LOCALHOST) || names.contains(name) || isAddress(name);
    }

    private static boolean isAddress(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return InetAddresses.isInetAddress(bracketed ? host.substring(1, host.length() - 1) : host);
    }
}
