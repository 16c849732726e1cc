package smart.service.backend.client.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.service.backend.client.OpenBackend;
import smart.service.hostile.HastyBackend;
import smart.testkit.Await;
import smart.testkit.KeyStores;
import smart.testkit.RawBackend;

/** A backend with TLS: its certificate and its name are checked. */
class TlsIT {
    @TempDir
    private static Path folder;

    private static Path right;
    private static Path wrongName;
    private static RawBackend trusted;
    private static SmartService inFrontOfTrusted;

    @BeforeAll
    static void createCertificates() throws Exception {
        right = KeyStores.create(folder.resolve("right.p12"), "127.0.0.1");
        wrongName = KeyStores.create(folder.resolve("wrong.p12"), "other.test", "192.0.2.1");
        trusted = backend(right);
        inFrontOfTrusted = trusting(right, trusted.url()).started();
    }

    @AfterAll
    static void stop() {
        inFrontOfTrusted.close();
        trusted.close();
    }

    private static RawBackend backend(Path store) throws Exception {
        return RawBackend.start(KeyStores.server(store).getServerSocketFactory(), "https");
    }

    private static SmartService trusting(Path store, URI backend) {
        return SmartService.inFrontOf(backend)
                .with("jerseyClient.tls.trustStorePath", store.toString())
                .with("jerseyClient.tls.trustStorePassword", KeyStores.PASSWORD)
                .with("jerseyClient.tls.trustStoreType", "PKCS12");
    }

    @Test
    void aTrustedBackendIsCalled() throws Exception {
        trusted.reply(RawBackend.Reply.json("{}"));
        trusted.forget();
        assertThat(inFrontOfTrusted.get("").statusCode()).isEqualTo(200);
        assertThat(trusted.requests()).hasSize(1);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (RawBackend backend = backend(right);
                SmartService smart = SmartService.inFrontOf(backend.url()).started()) {
            assertRefused(smart, backend);
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        try (RawBackend backend = backend(wrongName);
                SmartService smart = trusting(wrongName, backend.url()).started()) {
            assertRefused(smart, backend);
        }
    }

    @ParameterizedTest
    @CsvSource({"-2, 1, 502", "-2, 4, 200", "1, 4, 502"})
    void aCertificateCountsWhileItIsValid(int start, int days, int status, @TempDir Path made) throws Exception {
        KeyStores.Signed signed = KeyStores.createSigned(
                made, "127.0.0.1", Instant.now().plus(Duration.ofDays(start)), Duration.ofDays(days));
        try (RawBackend backend = backend(signed.server());
                SmartService smart = trusting(signed.trusted(), backend.url()).started()) {
            if (status == 502) {
                assertThat(assertRefused(smart, backend)).contains("validity check failed");
            } else {
                assertThat(smart.get("").statusCode()).isEqualTo(status);
            }
        }
    }

    /** A backend that can do no better than SSL 3, TLS 1.0 or TLS 1.1; with 1.2, the same bytes are a good beginning. */
    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302})
    void aDowngradeToAnOldVersionIsRefused(int version) throws Exception {
        try (HastyBackend backend = HastyBackend.sending(serverHello(version));
                SmartService smart = trusting(right, URI.create("https://127.0.0.1:" + backend.port()))
                        .started()) {
            HttpResponse<byte[]> answer = smart.get("");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("smart; error=tls_protocol_error");
            assertThat(smart.takeNotes(1))
                    .singleElement()
                    .asString()
                    .contains(" kind=refused status=- ")
                    .containsAnyOf("protocol version", "not accepted by client preferences");
        }
    }

    /** The first message of a server that chose that version, and TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 (RFC 5289). */
    private static String serverHello(int number) {
        String version = "" + (char) (number >> 8) + (char) (number & 0xff);
        String hello = version + "r".repeat(32) + "\0" + "\300\43" + "\0";
        String handshake = "\2\0\0" + (char) hello.length() + hello;
        return "\26" + version + "\0" + (char) handshake.length() + handshake;
    }

    @Test
    void theHostsNameIsNotCheckedWhereTheConfigurationSaysSo() throws Exception {
        try (RawBackend backend = backend(wrongName);
                SmartService smart = trusting(wrongName, backend.url())
                        .with("jerseyClient.tls.verifyHostname", "false")
                        .started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theSchemeMayBeInCapitals() throws Exception {
        try (RawBackend backend = backend(right);
                SmartService smart = trusting(right, URI.create("HTTPS://127.0.0.1:" + backend.port()))
                        .started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(200);
            assertThat(smart.get("").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aProxyMayBeReachedByTls() throws Exception {
        try (RawBackend proxy = backend(right);
                SmartService smart = trusting(right, URI.create("http://backend.test:8080"))
                        .with("jerseyClient.proxy.host", "127.0.0.1")
                        .with("jerseyClient.proxy.port", String.valueOf(proxy.port()))
                        .with("jerseyClient.proxy.scheme", "https")
                        .started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(200);
            assertThat(smart.get("").statusCode()).isEqualTo(200);
            assertThat(proxy.lastRequest().target()).isEqualTo("http://backend.test:8080/");
        }
    }

    /** In the response's own TLS record, or in one that comes while nobody asks: whole, or the beginning of a line. */
    @ParameterizedTest
    @CsvSource({
        "true, HTTP/1.1 200 OK|Content-Length: 8||\"leaked\"",
        "true, HTTP/1.1 200 OK|X-Leaked: ",
        "true, HTT",
        "false, HTTP/1.1 200 OK|Content-Length: 8||\"leaked\"",
        "false, HTTP/1.1 200 OK|X-Leaked: ",
        "false, HTT"
    })
    void whatComesAfterAResponseIsNotForWhoIsNext(boolean atOnce, String surplus) throws Exception {
        String bytes = surplus.replace("|", "\r\n");
        trusted.forget();
        Await.until("no connection is left", () -> inFrontOfTrusted.idleConnections() == 0);
        trusted.reply(exchange -> {
            String response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
            exchange.send(atOnce ? response + bytes : response);
            if (!atOnce) {
                Await.until("the connection is idle", () -> inFrontOfTrusted.idleConnections() == 1);
                exchange.send(bytes);
            }
        });
        for (int i = 0; i < 3; i++) {
            assertThat(inFrontOfTrusted.get("").body()).asString().isEqualTo("{}");
            assertThat(trusted.lastRequest().connection().end()).isNotEqualTo(RawBackend.End.OURS);
        }
        // A probe of an idle backend makes a connection, too, and no request.
        assertThat(trusted.requests().stream()
                        .map(RawBackend.Request::connection)
                        .distinct())
                .hasSize(3);
    }

    /** RFC 9112 section 9.8: anybody may have closed the socket. */
    @ParameterizedTest
    @CsvSource({"true, 200", "false, 502"})
    void aBodyWithoutLengthEndsWithTheTlsStream(boolean notified, int status) throws Exception {
        try (OpenBackend backend = new OpenBackend(KeyStores.server(right), (line, target) -> {
                    line.send("HTTP/1.1 200 OK\r\n\r\n{}");
                    if (notified) {
                        line.spoken().close();
                    } else {
                        line.raw().shutdownOutput();
                    }
                });
                SmartService smart = trusting(right, backend.url()).started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(status);
            assertThat(smart.takeNotes(notified ? 0 : 1))
                    .allSatisfy(note -> assertThat(note).contains(" kind=truncated status=200 "));
        }
    }

    @Test
    void aBackendWithoutTlsIsRefused() throws Exception {
        try (RawBackend backend = RawBackend.start();
                SmartService smart = trusting(right, URI.create("https://127.0.0.1:" + backend.port()))
                        .started()) {
            backend.reply(
                    RawBackend.Reply.bytes("HTTP/1.1 400 Bad Request\r\n\r\n").thenClose());
            assertThat(smart.get("?timeout=2000").statusCode()).isIn(502, 504);
            assertThat(smart.takeNotes(1)).hasSize(1);
        }
    }

    private static String assertRefused(SmartService smart, RawBackend backend) throws Exception {
        HttpResponse<byte[]> answer = smart.get("");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Proxy-Status")).hasValue("smart; error=tls_certificate_error");
        assertThat(backend.requests()).isEmpty();
        List<String> notes = smart.takeNotes(1);
        assertThat(notes).singleElement().asString().contains(" kind=refused status=- ");
        return notes.get(0);
    }
}
