package smart.mock.wire;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import smart.mock.reply.Reply;

/** Lets connectors accept requests that a file server must refuse, since a backend gets them too. */
public final class AnyRequest {
    private static final int MAX_REQUEST_HEAD = 1024 * 1024;
    /** The rest is for the lines that the mock itself adds. */
    private static final int MAX_REPLY_HEAD = Reply.MAX_HEADERS + 8 * 1024;

    private AnyRequest() {}

    /**
     * Accepts any path ({@code /a%2Fb}, {@code //}), and heads up to 1 MiB, unless configured otherwise. Headers keep
     * their upper and lower case.
     */
    public static void allow(HttpConfiguration http) {
        if (http.getUriCompliance().equals(UriCompliance.DEFAULT)) {
            http.setUriCompliance(UriCompliance.UNSAFE);
        }
        keepHeadersAsSent(http);
        http.setRequestHeaderSize(Math.max(MAX_REQUEST_HEAD, http.getRequestHeaderSize()));
        // This is not the initial size of each reply's buffer.
        http.setMaxResponseHeaderSize(Math.max(MAX_REPLY_HEAD, http.getMaxResponseHeaderSize()));
    }

    /** Otherwise Jetty has its own form of known names and values: {@code Host} for {@code HOST}, gzip for GZIP. */
    private static void keepHeadersAsSent(HttpConfiguration http) {
        http.setHttpCompliance(
                http.getHttpCompliance().with("AS_SENT", HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME));
        http.setHeaderCacheCaseSensitive(true);
    }

    /** The same for each protocol of a connector. */
    public static void allow(ServerConnector connector) {
        connector
                .getContainedBeans(HttpConfiguration.ConnectionFactory.class)
                .forEach(factory -> allow(factory.getHttpConfiguration()));
    }
}
