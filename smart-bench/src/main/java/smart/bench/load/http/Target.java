package smart.bench.load.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of the load, and its requests.
 *
 * @param uri an absolute http or https URL
 * @param addresses what the host's name resolved to, once; the first that accepts a connection is used
 * @param calls the requests, one or more
 * @param shuffled whether each request is one of them at random, rather than one after the other
 * @param headers sent with each request, besides the generator's own
 * @param timeout the longest time from sending a request to the last byte of its response
 * @param expectation the conditions for a success
 * @param insecure whether any TLS certificate is accepted
 * @param trace whether each request has its own {@code traceparent}
 */
public record Target(
        URI uri,
        List<InetAddress> addresses,
        List<RequestSpec> calls,
        boolean shuffled,
        List<Header> headers,
        Duration timeout,
        Expectation expectation,
        boolean insecure,
        boolean trace) {

    /** Not from {@link URI}, since container names have underscores. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::(\\d{1,9}))?");

    /** One header line of the request. */
    public record Header(String name, String value) {}

    /** Copies the lists. */
    public Target {
        addresses = List.copyOf(addresses);
        calls = List.copyOf(calls);
        headers = List.copyOf(headers);
    }

    /** A plain GET. */
    public static Target get(URI uri, List<InetAddress> addresses, Duration timeout) {
        return new Target(
                uri,
                addresses,
                List.of(new RequestSpec("GET", uri, null)),
                false,
                List.of(),
                timeout,
                Expectation.DEFAULT,
                false,
                false);
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

    /** Whether the requests ask for their connection to be closed. */
    boolean closes() {
        return headers.stream()
                .anyMatch(header -> header.name().equalsIgnoreCase("Connection")
                        && header.value().equalsIgnoreCase("close"));
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The host without the brackets of an IPv6 literal. */
    public String host() {
        return hostOf(uri);
    }
}
