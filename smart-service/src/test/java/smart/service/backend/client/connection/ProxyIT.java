package smart.service.backend.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.KeyStores;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;

/** A backend with TLS behind a proxy: a tunnel is asked for, and what the proxy says is never the backend's answer. */
class ProxyIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aTunnelLeadsToTheBackend(String scheme) throws Exception {
        Path store = KeyStores.create(folder.resolve("backend.p12"), "127.0.0.1");
        ServerSocketFactory tls = KeyStores.server(store).getServerSocketFactory();
        ServerSocketFactory proxySockets = scheme.equals("http") ? ServerSocketFactory.getDefault() : tls;
        try (RawBackend backend = RawBackend.start(tls, "https");
                TunnelProxy proxy = new TunnelProxy(proxySockets, backend.port());
                SmartService smart = behind(scheme, proxy.port(), URI.create(backend.url() + "/secret"))
                        .with("jerseyClient.tls.trustStorePath", store.toString())
                        .with("jerseyClient.tls.trustStorePassword", KeyStores.PASSWORD)
                        .with("jerseyClient.tls.trustStoreType", "PKCS12")
                        .with("jerseyClient.proxy.auth.username", "user")
                        .with("jerseyClient.proxy.auth.password", "word")
                        .started()) {
            for (int i = 0; i < 3; i++) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
                Await.until("it is idle", () -> smart.idleConnections() == 1);
            }
            assertThat(backend.requests()).hasSize(3).allSatisfy(request -> {
                assertThat(request.target()).isEqualTo("/secret");
                assertThat(request.header("Proxy-Authorization")).isEmpty();
            });
            assertThat(proxy.asked())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + backend.port() + " HTTP/1.1\r\n")
                    .contains("\r\nProxy-Authorization: Basic dXNlcjp3b3Jk\r\n");
            // RFC 8446 section 5.1: a record that begins a handshake. The proxy reads no request and no answer.
            assertThat(proxy.passed()).startsWith("\26\3").doesNotContain("secret", "HTTP/1.1");
        }
    }

    private static SmartService behind(String scheme, int port, URI backend) {
        return SmartService.inFrontOf(backend)
                .with("jerseyClient.proxy.host", "127.0.0.1")
                .with("jerseyClient.proxy.port", String.valueOf(port))
                .with("jerseyClient.proxy.scheme", scheme);
    }

    @Test
    void tunnelsThatAreRefusedOrNeverAnsweredLeaveNothingBehind() throws Exception {
        try (RawBackend proxy = RawBackend.start();
                SmartService smart = behind("http", proxy.port(), URI.create("https://backend.test"))
                        .with("limit.maxInFlight", "2")
                        .with("jerseyClient.maxConnections", "2")
                        .started()) {
            proxy.reply(Reply.bytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
            for (int i = 0; i < 10; i++) {
                assertThat(smart.get("").statusCode()).isEqualTo(502);
            }
            proxy.reply(Reply.never());
            for (int i = 0; i < 3; i++) {
                assertThat(smart.get("?timeout=1000").statusCode()).isEqualTo(504);
            }
            Await.until("all connections", () -> proxy.connections().size() >= 13);
            assertThat(proxy.connections()).hasSize(13).allSatisfy(connection -> assertThat(connection.end())
                    .isNotEqualTo(End.OURS));
            Await.until("none is leased", () -> smart.leasedConnections() == 0);
            assertThat(smart.idleConnections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nforbidden",
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200",
                "nonsense\r\n\r\n"
            })
    void aTunnelThatIsRefusedIsABadGateway(String answer) throws Exception {
        try (RawBackend proxy = RawBackend.start();
                SmartService smart = behind("http", proxy.port(), URI.create("https://backend.test"))
                        .started()) {
            proxy.reply(Reply.bytes(answer).thenClose());

            HttpResponse<byte[]> response = smart.get("");

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(smart.takeNotes(1)).singleElement().asString().contains(" kind=refused status=- ");
            assertThat(proxy.lastRequest().line()).isEqualTo("CONNECT backend.test:443 HTTP/1.1");
        }
    }
}
