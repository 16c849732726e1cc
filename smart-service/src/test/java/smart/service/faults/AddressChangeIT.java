package smart.service.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smart.service.LongForm;
import smart.service.SmartProcess;
import smart.testkit.Await;

/**
 * The name of the backend gets another address while calls go on over kept-alive connections: they follow within
 * {@code backend.dnsRefreshInterval} and {@code jerseyClient.timeToLive} together. The name server is the JVM's own, with a
 * file of hosts. {@code -Daddress.changes=20} is the long form; the figures are in {@code target/address-changes.log}.
 */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
@LongForm
class AddressChangeIT {
    private static final int CHANGES = Integer.getInteger("address.changes", 2);
    private static final int CALLERS = 4;
    private static final Duration DNS_TIME_TO_LIVE = Duration.ofMillis(250);
    private static final Duration TIME_TO_LIVE = Duration.ofMillis(250);
    private static final Duration SLACK = Duration.ofSeconds(8); // The JVM's own memory of a name would be 30 s.

    @TempDir
    private Path folder;

    /** One of two backends with the same port. */
    private static final class Replica implements AutoCloseable {
        private final HttpServer server;
        private final AtomicLong last = new AtomicLong();

        Replica(String address, int port) throws IOException {
            server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            last.set(System.nanoTime());
            byte[] body = "{\"time\": 0}".getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void keptAliveConnectionsFollowAChangedAddressWithinBothTimesToLive() throws Exception {
        FigureLog figures = new FigureLog("address-changes.log");
        try (Replica first = new Replica("127.0.0.1", 0);
                Replica second = new Replica("127.0.0.2", first.port())) {
            name("127.0.0.1");
            try (SmartProcess smart = start(first.port());
                    LoopingCallers callers = new LoopingCallers(smart.url("/"), CALLERS, Duration.ofMillis(5))) {
                Await.until("calls go to the first", () -> first.last.get() > 0 && callers.answered(200) > CALLERS);
                for (int change = 1; change <= CHANGES; change++) {
                    boolean there = change % 2 == 1;
                    Duration followed = there ? change("127.0.0.2", first, second) : change("127.0.0.1", second, first);
                    figures.add("change " + change + ": the last request at the old address after "
                            + followed.toMillis() + " ms");
                    assertThat(followed)
                            .isLessThan(DNS_TIME_TO_LIVE.plus(TIME_TO_LIVE).plus(SLACK));
                }
                assertThat(callers.calls()).allMatch(call -> call.isAnswered(200));
            }
        }
    }

    /**
     * Returns how long after the change the old one got its last request: the new one has some, and no more came to the
     * old one for twice the time that it may take.
     */
    private Duration change(String address, Replica old, Replica next) throws IOException {
        long changed = System.nanoTime();
        name(address);
        long quiet = DNS_TIME_TO_LIVE.plus(TIME_TO_LIVE).multipliedBy(2).toNanos();
        Await.until("calls go to the new one", () -> next.last.get() > changed);
        Await.until("the old one is left alone", () -> System.nanoTime() - Math.max(changed, old.last.get()) > quiet);
        return Duration.ofNanos(Math.max(0, old.last.get() - changed));
    }

    private void name(String address) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), address + " backend.test\n");
        Files.move(next, hosts(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path hosts() {
        return folder.resolve("hosts");
    }

    private SmartProcess start(int port) throws IOException {
        Path file = Files.writeString(
                folder.resolve("smart.yml"),
                """
                backend: {url: "http://backend.test:%d", dnsRefreshInterval: %dms}
                jerseyClient: {timeToLive: %dms}
                """
                        .formatted(port, DNS_TIME_TO_LIVE.toMillis(), TIME_TO_LIVE.toMillis()));
        return SmartProcess.startWith(
                List.of("-Djdk.net.hosts.file=" + hosts()),
                folder,
                Map.of("PORT_NUMBER", "0", "ADMIN_PORT", "0"),
                "server",
                file.toString());
    }
}
