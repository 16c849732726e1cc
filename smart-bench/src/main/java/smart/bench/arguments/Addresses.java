package smart.bench.arguments;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/** Reads a URL and finds out where it leads, once: what is checked here is what gets the load. */
final class Addresses {
    private Addresses() {}

    static URI url(String text) throws UsageException {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new UsageException(
                "'" + text + "' is not a URL to send requests to; it looks like http://localhost:8000/api/smart");
    }

    /** All addresses of the host; unless {@code anywhere}, all must be this machine's own. */
    static List<InetAddress> of(URI uri, boolean anywhere) throws UsageException {
        String host = uri.getHost();
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new UsageException("the host '" + host + "' is not known");
        }
        for (InetAddress address : addresses) {
            if (!anywhere && !address.isLoopbackAddress()) {
                String where =
                        host.equals(address.getHostAddress()) ? host : host + " (" + address.getHostAddress() + ")";
                throw new UsageException(where + " is not this machine: a benchmark can take down what it measures. "
                        + "If you may load that host, say so with --i-may-load-this-host");
            }
        }
        return addresses;
    }
}
