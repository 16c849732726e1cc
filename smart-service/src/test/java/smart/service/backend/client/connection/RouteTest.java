package smart.service.backend.client.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.client.proxy.AuthConfiguration;
import io.dropwizard.client.proxy.ProxyConfiguration;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.Header;
import smart.service.backend.Requests;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendUrl;

final class RouteTest {
    private final BackendClientConfiguration configuration = new BackendClientConfiguration();

    private Route to(String url) {
        return Route.to(BackendUrl.of(url), configuration);
    }

    private static String head(Route route, Method method, @Nullable String query, Header... fields) {
        return new String(route.head(Requests.of(method, query, fields)), ISO_8859_1);
    }

    private static String line(Route route, @Nullable String query) {
        return head(route, Method.GET, query).lines().findFirst().orElseThrow();
    }

    private void proxy(String host, int port, String scheme, String... bypassed) {
        ProxyConfiguration proxy = new ProxyConfiguration(host, port);
        proxy.setScheme(scheme);
        proxy.setNonProxyHosts(List.of(bypassed));
        configuration.setProxyConfiguration(proxy);
    }

    @Test
    void aRequestIsOfALineTheHostAndTheFieldsInTheirOrder() {
        String head = head(
                to("http://backend.test:8080/a"),
                Method.HEAD,
                "b=c",
                new Header("X", "1"),
                new Header("x", ""),
                new Header("user-agent", "\u00e4"));
        assertThat(head)
                .isEqualTo(
                        "HEAD /a?b=c HTTP/1.1\r\nHost: backend.test:8080\r\nX: 1\r\nx: \r\nuser-agent: \u00e4\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a, , /",
        "http://a, b=c, /?b=c",
        "http://a/, , /",
        "http://a/b/c/, , /b/c/",
        "http://a/b%20c?d=%2F, , /b%20c?d=%2F",
        "http://a/b?c=d, e=f, /b?c=d&e=f",
        "http://a?c, e, /?c&e",
        "http://a/b//../c, , /b//../c"
    })
    void pathAndQueryOfTheUrlStandBeforeTheCallers(String url, @Nullable String query, String target) {
        assertThat(line(to(url), query)).isEqualTo("GET " + target + " HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://a, a, 80, false, a",
        "https://a, a, 443, true, a",
        "HTTPS://A.test:8443, A.test, 8443, true, A.test:8443",
        "http://[::1]:8080/x, ::1, 8080, false, [::1]:8080",
        "https://[2001:db8::1], 2001:db8::1, 443, true, [2001:db8::1]",
        "http://my_backend:81, my_backend, 81, false, my_backend:81",
        "https://localhost.:444, localhost., 444, true, localhost.:444"
    })
    void connectsToTheHostOfTheUrl(String url, String host, int port, boolean tls, String field) {
        Route route = to(url);
        assertThat(route.host()).isEqualTo(host).isEqualTo(route.backendHost());
        assertThat(route.port()).isEqualTo(port).isEqualTo(route.backendPort());
        assertThat(route.tls()).isEqualTo(tls);
        assertThat(route.tunnel()).isNull();
        assertThat(route.tlsInTunnel()).isFalse();
        assertThat(head(route, Method.GET, null)).contains("\r\nHost: " + field + "\r\n");
    }

    @Test
    void aPlainRequestGoesToAProxyInAbsoluteForm() {
        proxy("proxy.test", 3128, "http");
        Route route = to("http://[::1]:8080/a?b");

        assertThat(route.host()).isEqualTo("proxy.test");
        assertThat(route.port()).isEqualTo(3128);
        assertThat(route.tls()).isFalse();
        assertThat(route.tunnel()).isNull();
        assertThat(line(route, "c")).isEqualTo("GET http://[::1]:8080/a?b&c HTTP/1.1");
        assertThat(head(route, Method.GET, null)).contains("\r\nHost: [::1]:8080\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/b, a.test:443",
        "https://a.test:444, a.test:444",
        "https://[::1]:444/b, [::1]:444",
        "https://[::1], [::1]:443"
    })
    void forTlsATunnelIsAskedFor(String url, String authority) {
        proxy("proxy.test", 3128, "http");
        Route route = to(url);

        assertThat(route.tunnel()).isEqualTo("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        assertThat(route.tls()).as("TLS to the proxy").isFalse();
        assertThat(route.tlsInTunnel()).isTrue();
        assertThat(line(route, null)).startsWith("GET /");
    }

    @ParameterizedTest
    @CsvSource({"http, 80, false", "https, 443, true", "HTTPS, 443, true"})
    void aProxyHasItsOwnSchemeAndUsualPort(String scheme, int port, boolean tls) {
        proxy("proxy.test", -1, scheme);
        Route route = to("http://a.test");
        assertThat(route.port()).isEqualTo(port);
        assertThat(route.tls()).isEqualTo(tls);
    }

    @Test
    void credentialsAreForTheProxyAlone() {
        ProxyConfiguration proxy = new ProxyConfiguration("proxy.test", 3128);
        proxy.setAuth(new AuthConfiguration("user", "word:\u00e4"));
        configuration.setProxyConfiguration(proxy);
        String field = "Proxy-Authorization: Basic dXNlcjp3b3JkOsOk\r\n"; // UTF-8, as RFC 7617 section 2.1 advises.

        assertThat(head(to("http://a.test"), Method.GET, null)).contains(field);

        Route tunnelled = to("https://a.test");
        assertThat(tunnelled.tunnel()).contains(field);
        assertThat(head(tunnelled, Method.GET, null)).doesNotContain("Proxy-Authorization");

        proxy.setNonProxyHosts(List.of("a.test"));
        assertThat(head(to("http://a.test"), Method.GET, null)).doesNotContain("Proxy-Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "a.test, a.test, true",
        "A.TEST, a.test, true",
        "*.test, a.test, true",
        "*.test, a.b.test, true",
        "*.test, atest, false",
        "a.test, aXtest, false",
        "10.*, 10.1.2.3, true",
        "*, a.test, true",
        "test, a.test, false",
        "::1, [::1], true",
        "[::1], [::1], true",
        "a(b, a.test, false"
    })
    void someHostsAreReachedWithoutTheProxy(String pattern, String host, boolean bypassed) {
        proxy("proxy.test", 3128, "http", "other.test", pattern);
        assertThat(to("http://" + host).host().equals("proxy.test")).isEqualTo(!bypassed);
    }

    @Test
    void theConfiguredUserAgentStandsInForNone() {
        assertThat(head(to("http://a"), Method.GET, null)).contains("\r\nUser-Agent: smart\r\n");
        configuration.setUserAgent(Optional.of("mine/1"));
        assertThat(head(to("http://a"), Method.GET, null)).contains("\r\nUser-Agent: mine/1\r\n");
        assertThat(head(to("http://a"), Method.GET, null, new Header("User-Agent", "b")))
                .contains("\r\nUser-Agent: b\r\n")
                .doesNotContain("mine");
    }

    @Test
    void withoutKeepAliveEveryRequestSaysSo() {
        assertThat(head(to("http://a"), Method.GET, null)).doesNotContain("Connection");
        configuration.setKeepAlive(Duration.seconds(0));
        assertThat(head(to("http://a"), Method.GET, null)).contains("\r\nConnection: close\r\n");
    }
}
