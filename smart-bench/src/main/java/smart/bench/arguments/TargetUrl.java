package smart.bench.arguments;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import smart.bench.load.http.Target;

/** Parses a URL and resolves it once, so that the load goes exactly to the checked addresses. */
final class TargetUrl {
    private TargetUrl() {}

    /** The URL, with characters outside ASCII percent-encoded like in a browser. */
    static URI url(String text) throws UsageException {
        String scheme = text.toLowerCase(Locale.ROOT);
        if (!scheme.startsWith("http://") && !scheme.startsWith("https://")) {
            throw wrong(text, "it does not begin with http:// or https://");
        }
        URI uri;
        try {
            uri = new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException e) {
            String at = e.getIndex() < 0 || e.getIndex() >= text.length()
                    ? ""
                    : " at '" + text.substring(e.getIndex(), Math.min(text.length(), e.getIndex() + 8)) + "'";
            throw wrong(text, e.getReason().toLowerCase(Locale.ROOT) + at);
        }
        if (uri.getRawAuthority() == null) {
            throw wrong(text, "it has no host");
        }
        if (uri.getRawAuthority().contains("@")) {
            throw wrong(text, "it must not contain a user name; send --header 'Authorization: ...' instead");
        }
        int port = Target.portOf(uri);
        if (Target.hostOf(uri).isEmpty()) {
            throw wrong(text, "'" + uri.getRawAuthority() + "' is not a host, or a host and a port");
        }
        if (port < 1 || port > 65_535) {
            throw wrong(text, "a port is from 1 to 65535");
        }
        return uri;
    }

    private static UsageException wrong(String text, String why) {
        return new UsageException("'" + text + "' is not a URL to send requests to: " + why
                + ". It looks like http://localhost:8000/api/smart");
    }

    /** All addresses of the host; unless {@code anywhere}, all must be this machine's own. */
    static List<InetAddress> of(URI uri, boolean anywhere) throws UsageException {
        return of(uri, anywhere, InetAddress::getAllByName);
    }

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    static List<InetAddress> of(URI uri, boolean anywhere, Resolver resolver) throws UsageException {
        String host = Target.hostOf(uri);
        List<InetAddress> addresses;
        try {
            addresses = List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            throw new UsageException("the host '" + host + "' is not known");
        }
        for (InetAddress address : addresses) {
            if (!anywhere && !isThisMachine(address)) {
                String where =
                        host.equals(address.getHostAddress()) ? host : host + " (" + address.getHostAddress() + ")";
                throw new UsageException(where + " is not this machine: a benchmark can take down what it measures. "
                        + "If you may load that host, say so with --i-may-load-this-host");
            }
        }
        return addresses;
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
