package smart.mock.wire;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;

/** Lets connectors take requests that a server of files has to refuse, since a backend gets those too. */
public final class AnyRequest {
    /** The most bytes of a request's head, and of a reply's. */
    private static final int MAX_HEAD = 1024 * 1024;

    private AnyRequest() {}

    /** Takes any path ({@code /a%2Fb}, {@code //}), and heads up to 1 MiB, unless it is configured otherwise. */
    public static void allow(HttpConfiguration http) {
        if (http.getUriCompliance().equals(UriCompliance.DEFAULT)) {
            http.setUriCompliance(UriCompliance.UNSAFE);
        }
        http.setRequestHeaderSize(Math.max(MAX_HEAD, http.getRequestHeaderSize()));
        // Not the size that each reply's buffer has from the start.
        http.setMaxResponseHeaderSize(Math.max(MAX_HEAD, http.getMaxResponseHeaderSize()));
    }

    /** The same for each protocol of a connector. */
    public static void allow(ServerConnector connector) {
        connector
                .getContainedBeans(HttpConfiguration.ConnectionFactory.class)
                .forEach(factory -> allow(factory.getHttpConfiguration()));
    }
}
