package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.KeyStores;

class TlsIT {
    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(KeyStores.server(KeyStores.create(folder.resolve("keys.p12"), "localhost"))));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedUnlessItIsAllowed() {
        String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
        Bench strict = new Bench(folder);
        assertThat(strict.run("--req", "10", url)).isEqualTo(ExitCode.FAILED);
        assertThat(strict.err()).contains("can't connect to 127.0.0.1").hasLineCount(1);
        Bench lenient = new Bench(folder);
        assertThat(lenient.run("--req", "10", "--insecure", url)).isIn(ExitCode.OK, ExitCode.GENERATOR_LIMITED);
    }
}
