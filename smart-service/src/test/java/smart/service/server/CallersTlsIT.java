package smart.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.EndedCommand;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.KeyStores;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** Callers that speak TLS, a key store that is renewed, and the bound on heads. */
final class CallersTlsIT {
    private final RawBackend backend = RawBackend.start();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        backend.close();
    }

    private static Path keyStore(Path file) throws Exception {
        return KeyStores.create(file, "localhost", "127.0.0.1");
    }

    private SmartService smart(Path keyStore) throws Exception {
        backend.reply(Reply.json("{\"time\": 1}"));
        return SmartService.inFrontOf(backend.url())
                .with("callers.tls.keyStorePath", keyStore.toString())
                .with("callers.tls.keyStorePassword", KeyStores.PASSWORD)
                .with("callers.tls.disableSniHostCheck", "true")
                .started();
    }

    /** What a call is answered with, and the serial number of the certificate. */
    private record Answer(String text, BigInteger serial) {}

    private static Answer call(int port, Path trusted) throws Exception {
        try (SSLSocket socket = (SSLSocket)
                KeyStores.trusting(trusted).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + SmartService.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return new Answer(text, certificate.getSerialNumber());
        }
    }

    @Test
    void callsAreEncryptedAndTheBackendHearsThatTheyWere() throws Exception {
        Path store = keyStore(folder.resolve("smart.p12"));
        try (SmartService smart = smart(store)) {
            assertThat(call(smart.getLocalPort(), store).text())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("{\"time\": 1}");
            assertThat(backend.requests()).singleElement().asString().containsIgnoringCase("X-Forwarded-Proto: https");
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), smart.getLocalPort())) {
                plain.setSoTimeout(30_000);
                plain.getOutputStream()
                        .write(("GET " + SmartService.PATH + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(readAll(plain)).doesNotContain(" 200 ");
            }
        }
    }

    private static String readAll(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            return "reset";
        }
    }

    @Test
    void aRenewedCertificateIsUsedWithoutARestart() throws Exception {
        Path store = keyStore(folder.resolve("smart.p12"));
        Path next = keyStore(folder.resolve("next.p12"));
        Path first = Files.copy(store, folder.resolve("first.p12"));
        try (SmartService smart = smart(store)) {
            BigInteger before = call(smart.getLocalPort(), first).serial();

            Files.copy(next, folder.resolve("moving.p12"));
            Files.move(folder.resolve("moving.p12"), store, StandardCopyOption.ATOMIC_MOVE);

            Await.until("the new certificate", () -> isServed(smart.getLocalPort(), next));
            assertThat(call(smart.getLocalPort(), next).serial()).isNotEqualTo(before);
        }
    }

    private static boolean isServed(int port, Path store) {
        try {
            return call(port, store).text().startsWith("HTTP/1.1 200 ");
        } catch (Exception e) {
            return false;
        }
    }

    @Test
    void aKeyStoreThatCantBeUsedStopsTheStartWithOneLine() throws Exception {
        Path store = keyStore(folder.resolve("smart.p12"));
        Path file = Files.writeString(
                folder.resolve("a.yml"),
                "callers:\n  tls:\n    keyStorePath: " + store + "\n    keyStorePassword: ${PW}\n");
        Map<String, String> variables = Map.of("REMOTE_URL", backend.url().toString(), "PW", "S3CRET");
        EndedCommand check = EndedCommand.run(variables, "check", file.toString());
        assertThat(check.exitCode()).isOne();
        assertThat(check.err().lines())
                .singleElement()
                .asString()
                .startsWith("smart: callers.tls can't be used, with keyStorePath " + store + ": ")
                .doesNotContain("S3CRET");
    }

    @Test
    void whatIsNotThereStopsTheStart() throws Exception {
        Path store = keyStore(folder.resolve("smart.p12"));
        CallersTls tls = new CallersTls();
        tls.setKeyStorePath(store.toString());
        tls.setKeyStorePassword(KeyStores.PASSWORD);
        tls.setKeyStoreType("PKCS12");
        tls.check();
        tls.setCertAlias("other");
        assertRefused(tls, "callers\\.tls\\.certAlias is 'other', must be an alias of .*smart\\.p12: \\S+");
        tls.setCertAlias(null);
        tls.setSupportedProtocols(List.of("TLSv1.2", "TLSv9"));
        assertRefused(tls, "callers\\.tls\\.supportedProtocols has 'TLSv9'; this JVM knows .*TLSv1\\.3.*");
        tls.setSupportedProtocols(null);
        tls.setSupportedCipherSuites(List.of("TLS_AES.*", "NOPE"));
        assertRefused(tls, "callers\\.tls\\.supportedCipherSuites has 'NOPE'; this JVM knows .*TLS_AES_.*");
        tls.setSupportedCipherSuites(null);
        tls.setExcludedProtocols(List.of("TLSv1.2", "TLSv1.3"));
        assertRefused(tls, "callers\\.tls: the keys of protocols and cipher suites leave none to offer");
        tls.setExcludedProtocols(null);
        tls.setJceProvider("Nope");
        assertRefused(tls, "callers\\.tls\\.jceProvider is 'Nope'; this JVM has SUN, .*");
        tls.setJceProvider(null);
        tls.setKeyStorePassword("wrong");
        assertRefused(tls, "callers\\.tls can't be used, with keyStorePath .*: keystore password was incorrect");
    }

    private static void assertRefused(CallersTls tls, String message) {
        assertThatThrownBy(tls::check).isInstanceOf(IOException.class).hasMessageMatching(message);
    }

    @Test
    void aHeadIsAsLongAsConfiguredAndThePortsListenWhereTheyAreTold() throws Exception {
        backend.reply(Reply.json("{\"time\": 1}"));
        try (SmartService smart = SmartService.inFrontOf(backend.url())
                .with("host", "127.0.0.1")
                .with("callers.maxHeadSize", "2KiB")
                .started()) {
            assertThat(smart.get("", "X-Long", "a".repeat(1000)).statusCode()).isEqualTo(200);
            assertThat(smart.get("", "X-Long", "a".repeat(3000)).statusCode()).isEqualTo(431);
            InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
            assertThatThrownBy(() -> new Socket(other, smart.getLocalPort()).close())
                    .isInstanceOf(java.net.ConnectException.class);
        }
    }
}
