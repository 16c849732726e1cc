package smart.service.backend.client.settings;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The rules for the host of a URL: those of RFC 1123 section 2.1, plus underscores. */
final class BackendHost {
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern ADDRESS =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_PART = 63;

    private BackendHost() {}

    /** @throws IllegalArgumentException with the problem */
    static void check(String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("it has no host");
        }
        if (host.startsWith("[")) {
            checkIpv6(host);
        } else if (host.chars().anyMatch(c -> c > 0x7f)) {
            throw new IllegalArgumentException("the host '" + host + "' must be written in ASCII" + ascii(host));
        } else if (!CHARACTERS.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "the host '" + host + "' may contain only letters, digits, dots, hyphens and underscores");
        } else {
            checkParts(host);
        }
    }

    private static String ascii(String host) {
        try {
            return ": " + IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void checkParts(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String[] parts = name.split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty()) {
                throw new IllegalArgumentException("the host '" + host + "' has an empty name before a dot");
            }
            if (part.startsWith("-") || part.endsWith("-")) {
                throw new IllegalArgumentException(
                        "in the host '" + host + "' the name '" + part + "' must not begin or end with a hyphen");
            }
            if (part.length() > LONGEST_PART || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("the host name is too long");
            }
        }
        if (NUMBER.matcher(parts[parts.length - 1]).matches()
                && !ADDRESS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the host '" + host + "' ends with a number, as only an address does, such as 10.0.0.5");
        }
    }

    /** An address in brackets is never resolved. */
    private static void checkIpv6(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host '" + host + "' is not an IPv6 address");
        }
    }
}
