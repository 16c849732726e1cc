package smart.service.backend.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.SmartService;
import smart.testkit.KeyStores;
import smart.testkit.RawBackend;

/** What Smart tells a backend with TLS, and what it believes. */
class TlsSettingsIT {
    @TempDir
    private static Path folder;

    private static Path own;
    private static Path wrongName;
    private static Path clients;

    @BeforeAll
    static void createCertificates() throws Exception {
        own = KeyStores.create(folder.resolve("own.p12"), "localhost", "127.0.0.1");
        wrongName = KeyStores.create(folder.resolve("wrong.p12"), "other.test", "192.0.2.1");
        clients = KeyStores.createNamed(folder.resolve("clients.p12"), "one", "two", "three");
    }

    private static SmartService selfSigned(URI backend) {
        return SmartService.inFrontOf(backend).with("jerseyClient.tls.trustSelfSignedCertificates", "true");
    }

    @Test
    void aHostOfASingleLabelIsNamedAndAnAddressIsNot() throws Exception {
        WatchedSockets sockets = new WatchedSockets(own);
        try (RawBackend backend = RawBackend.start(sockets, "https")) {
            try (SmartService smart = selfSigned(backend.url()).started()) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
                assertThat(sockets.hosts()).isEmpty();
            }
            try (SmartService smart = selfSigned(URI.create("https://localhost:" + backend.port()))
                    .started()) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
                assertThat(sockets.hosts()).containsOnly("localhost");
                assertThat(sockets.clients()).isEmpty();
            }
        }
    }

    /** Whatever else is configured; {@code protocol} is the JDK's name for a set of versions. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, '', 200", "TLSv1.2, '', 200", "TLSv1.2, TLSv1.2, 200", "TLSv1.3, TLSv1.2, 502"})
    void allVersionsOfTlsAreOfferedUnlessOneIsNamed(String backends, String configured, int status) throws Exception {
        try (RawBackend backend = RawBackend.start(new WatchedSockets(own, backends), "https");
                SmartService smart = (configured.isEmpty()
                                ? selfSigned(backend.url())
                                : selfSigned(backend.url()).with("jerseyClient.tls.protocol", configured))
                        .started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(status);
        }
    }

    @Test
    void aSelfSignedCertificateIsTrustedForItsOwnHostAlone() throws Exception {
        try (RawBackend backend = RawBackend.start(KeyStores.server(wrongName).getServerSocketFactory(), "https");
                SmartService smart = selfSigned(backend.url()).started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(502);
            assertThat(smart.takeNotes(1))
                    .singleElement()
                    .asString()
                    .contains(" kind=refused status=- ")
                    .contains("127.0.0.1");
            assertThat(backend.requests()).isEmpty();
        }
    }

    /** Stores don't care about upper and lower case. */
    @ParameterizedTest
    @CsvSource({"two, CN=two", "THREE, CN=three"})
    void theCertificateOfTheConfiguredNameIsShown(String alias, String subject) throws Exception {
        WatchedSockets sockets = new WatchedSockets(own);
        try (RawBackend backend = RawBackend.start(sockets, "https");
                SmartService smart = withKey(backend.url(), alias).started()) {
            assertThat(smart.get("").statusCode()).isEqualTo(200);
            assertThat(sockets.clients()).containsOnly(subject);
        }
    }

    @Test
    void aNameThatTheKeyStoreDoesNotHaveStopsTheStart() throws Exception {
        try (RawBackend backend = RawBackend.start()) {
            SmartService smart = withKey(backend.url(), "four");
            assertThatThrownBy(smart::started)
                    .hasMessage("jerseyClient.tls.certAlias: the key store has no key named four");
        }
    }

    private static SmartService withKey(URI backend, String alias) {
        return selfSigned(backend)
                .with("jerseyClient.tls.keyStorePath", clients.toString())
                .with("jerseyClient.tls.keyStorePassword", KeyStores.PASSWORD)
                .with("jerseyClient.tls.keyStoreType", "PKCS12")
                .with("jerseyClient.tls.certAlias", alias);
    }
}
