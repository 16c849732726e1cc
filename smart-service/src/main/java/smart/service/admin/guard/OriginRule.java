package smart.service.admin.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request for a change comes from our own page or from no web page. Browsers tell where a POST comes from in
 * {@code Origin} (RFC 6454) and {@code Sec-Fetch-Site} (W3C Fetch Metadata); {@code curl} sends neither.
 */
final class OriginRule {
    /** {@code none} means that the user typed the URL. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private OriginRule() {}

    static boolean allows(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || OWN_SITES.contains(site))
                && (origin == null || isOwn(origin, request.getServerName(), request.getHeader("Host")));
    }

    private static boolean isOwn(String origin, String serverName, @Nullable String host) {
        try {
            URI url = new URI(origin);
            if (url.getHost() == null || url.getScheme() == null || host == null) {
                return false; // Also "null": a sandboxed frame, or a file.
            }
            int standard = "https".equals(url.getScheme()) ? 443 : 80;
            return url.getHost().equalsIgnoreCase(serverName)
                    && port(url.getPort(), standard) == port(new URI("//" + host).getPort(), standard);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(int given, int standard) {
        return given == -1 ? standard : given;
    }
}
