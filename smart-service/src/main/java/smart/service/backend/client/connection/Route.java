package smart.service.backend.client.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.dropwizard.client.proxy.AuthConfiguration;
import io.dropwizard.client.proxy.ProxyConfiguration;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.Header;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendUrl;

/**
 * The route to the backend, direct or through a proxy, and the form of a request on it. A plain request goes to a proxy
 * in absolute form (RFC 9112 section 3.2.2). For TLS, CONNECT requests a tunnel (RFC 9110 section 9.3.6).
 *
 * @param host the host to connect to: the backend's or the proxy's
 * @param port its port
 * @param tls whether that first hop is encrypted
 * @param backendHost the backend's host, for its certificate
 * @param backendPort the backend's port
 * @param tunnel the CONNECT request, or null without a tunnel
 * @param start the request line up to the path and the query
 * @param rest the part after the query: the rest of the request line and the fields of every request
 * @param hasQuery whether the backend's URL has a query of its own
 * @param userAgent the default {@code User-Agent}
 */
public record Route(
        String host,
        int port,
        boolean tls,
        String backendHost,
        int backendPort,
        @Nullable String tunnel,
        String start,
        String rest,
        boolean hasQuery,
        String userAgent) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int USUAL_HEAD = 512;

    public static Route to(BackendUrl backend, BackendClientConfiguration configuration) {
        URI url = backend.uri();
        boolean secure = "https".equals(url.getScheme());
        String host = withoutBrackets(backend.host());
        int port = backend.port();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        String authority = url.getRawAuthority();
        String fields = "Host: " + authority + "\r\n"
                + (configuration.getKeepAlive().toNanoseconds() == 0 ? "Connection: close\r\n" : "");
        String agent = configuration.getUserAgent().orElse("smart");
        ProxyConfiguration proxy = configuration.getProxyConfiguration();
        if (proxy == null || isBypassed(proxy, host)) {
            return new Route(host, port, secure, host, port, null, target, fields, url.getRawQuery() != null, agent);
        }
        String credentials = credentials(proxy);
        boolean proxySecure = "https".equalsIgnoreCase(proxy.getScheme());
        int proxyPort = proxy.getPort() > 0 ? proxy.getPort() : proxySecure ? HTTPS : HTTP;
        String connect = "CONNECT " + bracketed(host) + ":" + port + " HTTP/1.1\r\nHost: " + bracketed(host) + ":"
                + port + "\r\n" + credentials + "\r\n";
        return new Route(
                proxy.getHost(),
                proxyPort,
                proxySecure,
                host,
                port,
                secure ? connect : null,
                secure ? target : "http://" + authority + target,
                secure ? fields : fields + credentials,
                url.getRawQuery() != null,
                agent);
    }

    /** Whether there is TLS to the backend itself, inside the tunnel. */
    public boolean tlsInTunnel() {
        return tunnel != null;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static boolean isBypassed(ProxyConfiguration proxy, String host) {
        if (proxy.getNonProxyHosts() == null) {
            return false;
        }
        return proxy.getNonProxyHosts().stream().map(Route::pattern).anyMatch(pattern -> pattern.matcher(host)
                .matches());
    }

    /** {@code *} matches any characters; all others match themselves. */
    private static Pattern pattern(String host) {
        String parts = Arrays.stream(withoutBrackets(host).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(parts, Pattern.CASE_INSENSITIVE);
    }

    private static String credentials(ProxyConfiguration proxy) {
        AuthConfiguration auth = proxy.getAuth();
        if (auth == null) {
            return "";
        }
        String pair = auth.getUsername() + ":" + auth.getPassword();
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)) + "\r\n";
    }

    /** The request's bytes. */
    public byte[] head(BackendRequest request) {
        StringBuilder head = new StringBuilder(USUAL_HEAD);
        head.append(request.method() == Method.GET ? "GET " : "HEAD ").append(start);
        if (request.query() != null) {
            head.append(hasQuery ? '&' : '?').append(request.query());
        }
        head.append(" HTTP/1.1\r\n").append(rest);
        boolean named = false;
        for (Header field : request.headers()) {
            named |= field.is("User-Agent");
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        if (!named) {
            head.append("User-Agent: ").append(userAgent).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
