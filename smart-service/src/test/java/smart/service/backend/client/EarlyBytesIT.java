package smart.service.backend.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.client.ssl.TlsConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smart.service.backend.BackendResponse;
import smart.service.backend.client.OpenBackend.Line;
import smart.testkit.Await;
import smart.testkit.KeyStores;

/**
 * Bytes that arrive on an idle connection, in the same turn of the loop in which the next request is due: they are in the
 * system's buffer, and the selector has not reported them.
 */
class EarlyBytesIT {
    @TempDir
    private static Path folder;

    private static Path store;

    private final List<Line> used = new CopyOnWriteArrayList<>(); // by each request

    @BeforeAll
    static void createCertificate() throws Exception {
        store = KeyStores.create(folder.resolve("backend.p12"), "127.0.0.1");
    }

    enum Early {
        RESPONSE(false) {
            @Override
            void send(Line line) throws IOException {
                line.respond("leaked");
            }
        },
        RESPONSE_OVER_TLS(true) {
            @Override
            void send(Line line) throws IOException {
                line.respond("leaked");
            }
        },
        /** The rest may come when the next request is sent. */
        PART_OF_A_TLS_RECORD(true) {
            @Override
            void send(Line line) throws IOException {
                line.raw().getOutputStream().write("\27\3\3\0\100abc".getBytes(ISO_8859_1));
            }
        },
        FIN(false) {
            @Override
            void send(Line line) throws IOException {
                line.raw().shutdownOutput();
            }
        },
        FIN_OVER_TLS(true) {
            @Override
            void send(Line line) throws IOException {
                line.raw().shutdownOutput();
            }
        };

        private final boolean tls;

        Early(boolean tls) {
            this.tls = tls;
        }

        abstract void send(Line line) throws IOException;
    }

    private OpenBackend backend(boolean tls) throws Exception {
        return new OpenBackend(tls ? KeyStores.server(store) : null, (line, target) -> {
            used.add(line);
            line.respond("for " + target);
        });
    }

    private static BareClient client(OpenBackend backend) {
        TlsConfiguration trust = new TlsConfiguration();
        trust.setTrustStorePath(store.toFile());
        trust.setTrustStorePassword(KeyStores.PASSWORD);
        trust.setTrustStoreType("PKCS12");
        return new BareClient(backend.url(), 2, configuration -> configuration.setTlsConfiguration(trust));
    }

    @ParameterizedTest
    @EnumSource
    void areNotTheResponseToTheNextRequest(Early early) throws Exception {
        try (OpenBackend backend = backend(early.tls);
                BareClient client = client(backend)) {
            assertThat(body(client.get("first"))).isEqualTo("for /?first");
            Await.until("the connection is idle", () -> client.idle() == 1);

            CompletableFuture<CompletableFuture<BackendResponse>> next = new CompletableFuture<>();
            client.onLoop(() -> {
                try {
                    early.send(backend.lines().get(0));
                    awaitArrival(client.selector());
                    next.complete(client.get("next"));
                } catch (IOException | RuntimeException e) {
                    next.completeExceptionally(e);
                }
            });

            assertThat(body(next.join())).isEqualTo("for /?next");
            assertThat(used).containsExactlyElementsOf(backend.lines()).hasSize(2);
            Await.until("both are back", () -> client.leased() == 0 && client.idle() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESPONSE", "RESPONSE_OVER_TLS"})
    void withoutThemTheConnectionIsKept(Early early) throws Exception {
        try (OpenBackend backend = backend(early.tls);
                BareClient client = client(backend)) {
            for (int i = 0; i < 5; i++) {
                assertThat(body(client.get("any"))).isEqualTo("for /?any");
                Await.until("the connection is idle", () -> client.idle() == 1);
            }
            assertThat(backend.lines()).hasSize(1);
        }
    }

    /** In the place of those that belong to no request: the call fails, and nothing stays leased. */
    @Test
    void aBugOnTheWayClosesTheConnection() throws Exception {
        try (OpenBackend backend = backend(false);
                BareClient client = client(backend)) {
            assertThat(body(client.get("first"))).isEqualTo("for /?first");
            Await.until("the connection is idle", () -> client.idle() == 1);

            assertThat(client.sendNothing()).failsWithin(Duration.ofSeconds(30));

            Await.until("nothing is leased", () -> client.leased() == 0 && client.idle() == 0);
            assertThat(body(client.get("next"))).isEqualTo("for /?next");
        }
    }

    /** Waits on the only connection, without reading from it. */
    private static void awaitArrival(Selector loops) {
        try (Selector own = Selector.open()) {
            for (SelectionKey key : loops.keys()) {
                if (key.channel() instanceof SocketChannel channel && channel.isConnected()) {
                    channel.register(own, SelectionKey.OP_READ);
                }
            }
            assertThat(own.select(30_000)).isEqualTo(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(CompletableFuture<BackendResponse> response) throws Exception {
        return new String(response.get(30, TimeUnit.SECONDS).body(), ISO_8859_1);
    }
}
