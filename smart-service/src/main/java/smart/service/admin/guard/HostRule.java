package smart.service.admin.guard;

import com.google.common.net.InetAddresses;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By which names the admin port may be asked for: any address, {@code localhost}, and those that are configured. A browser
 * that was told by DNS rebinding that a foreign name is this machine still sends the foreign name.
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
