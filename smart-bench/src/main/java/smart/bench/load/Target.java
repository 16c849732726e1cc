package smart.bench.load;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isSecure() ? 443 : 80;
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The host without the brackets of an IPv6 literal. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
