package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.RawBackend;
import smart.service.RawBackend.Reply;
import smart.service.SmartService;

/** A backend with TLS behind a proxy: a tunnel is asked for, and what the proxy says is never the backend's answer. */
class ProxyIT {
    @TempDir
    private Path folder;

    @Test
    void aTunnelLeadsToTheBackend() throws Exception {
        Path store = KeyStores.create(folder.resolve("backend.p12"), "ip:127.0.0.1");
        try (RawBackend backend = RawBackend.start(KeyStores.server(store).getServerSocketFactory(), "https");
                TunnelProxy proxy = new TunnelProxy(backend.port());
                SmartService smart = SmartService.inFrontOf(URI.create("https://127.0.0.1:" + backend.port() + "/a"))
                        .with("jerseyClient.tls.trustStorePath", store.toString())
                        .with("jerseyClient.tls.trustStorePassword", KeyStores.PASSWORD)
                        .with("jerseyClient.tls.trustStoreType", "PKCS12")
                        .with("jerseyClient.proxy.host", "127.0.0.1")
                        .with("jerseyClient.proxy.port", String.valueOf(proxy.port()))
                        .with("jerseyClient.proxy.auth.username", "user")
                        .with("jerseyClient.proxy.auth.password", "word")
                        .started()) {
            for (int i = 0; i < 3; i++) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
            }
            assertThat(backend.requests()).hasSize(3).allSatisfy(request -> {
                assertThat(request.target()).isEqualTo("/a");
                assertThat(request.header("Proxy-Authorization")).isEmpty();
            });
            assertThat(proxy.asked())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT 127.0.0.1:" + backend.port() + " HTTP/1.1");
            assertThat(proxy.asked().get(0)).contains("Proxy-Authorization: Basic dXNlcjp3b3Jk");
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
                SmartService smart = SmartService.inFrontOf(URI.create("https://backend.test"))
                        .with("jerseyClient.proxy.host", "127.0.0.1")
                        .with("jerseyClient.proxy.port", String.valueOf(proxy.port()))
                        .started()) {
            proxy.reply(Reply.bytes(answer).thenClose());

            HttpResponse<byte[]> response = smart.get("");

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(smart.takeNotes(1)).singleElement().asString().contains(" kind=refused status=- ");
            assertThat(proxy.lastRequest().line()).isEqualTo("CONNECT backend.test:443 HTTP/1.1");
        }
    }

    /** Connects each tunnel to one port, and keeps what it was asked. */
    private static final class TunnelProxy implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final int target;

        TunnelProxy(int target) throws IOException {
            this.target = target;
            start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        List<String> asked() {
            return asked;
        }

        private static void start(Runnable work) {
            Thread thread = new Thread(work, "tunnel-proxy");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket caller = server.accept();
                    sockets.add(caller);
                    StringBuilder head = new StringBuilder();
                    while (head.indexOf("\r\n\r\n") < 0) {
                        head.append((char) caller.getInputStream().read());
                    }
                    asked.add(head.toString());
                    Socket backend = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(backend);
                    caller.getOutputStream()
                            .write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    start(() -> copy(caller, backend));
                    start(() -> copy(backend, caller));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private static void copy(Socket from, Socket to) {
            try (InputStream input = from.getInputStream();
                    OutputStream output = to.getOutputStream()) {
                input.transferTo(output);
            } catch (IOException e) {
                // One side has closed.
            }
        }

        @Override
        public void close() {
            try {
                server.close();
                for (Socket socket : sockets) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
