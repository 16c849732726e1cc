package smart.bench.load;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the load goes and what each request is.
 *
 * @param uri an absolute http or https URL
 * @param addresses what the host's name resolved to, once; the first that accepts a connection is used
 * @param method the HTTP method
 * @param headers sent with each request, besides the generator's own
 * @param body sent with each request, or null for none
 * @param timeout how long a request may take, from when it is sent to the last byte of the response
 * @param expectation what makes a response a success
 * @param insecure whether any TLS certificate is accepted
 */
public record Target(
        URI uri,
        List<InetAddress> addresses,
        String method,
        List<Header> headers,
        @Nullable String body,
        Duration timeout,
        Expectation expectation,
        boolean insecure) {

    /** Not as {@link URI} reads it: names of containers have underscores. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::(\\d{1,9}))?");

    /** One header line of the request. */
    public record Header(String name, String value) {}

    /** Copies the lists. */
    public Target {
        addresses = List.copyOf(addresses);
        headers = List.copyOf(headers);
    }

    /** A plain GET. */
    public static Target get(URI uri, List<InetAddress> addresses, Duration timeout) {
        return new Target(uri, addresses, "GET", List.of(), null, timeout, Expectation.DEFAULT, false);
    }

    /** The port of the URL, or the scheme's own. */
    public int port() {
        return portOf(uri);
    }

    /** The host of a URL, without the brackets of an IPv6 literal; empty if there is none. */
    public static String hostOf(URI uri) {
        Matcher matcher = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
        if (!matcher.matches()) {
            return "";
        }
        String host = matcher.group(1);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port of a URL, or its scheme's own. */
    public static int portOf(URI uri) {
        Matcher matcher = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
        if (matcher.matches() && matcher.group(2) != null) {
            return Integer.parseInt(matcher.group(2));
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The host without the brackets of an IPv6 literal. */
    String host() {
        return hostOf(uri);
    }
}
