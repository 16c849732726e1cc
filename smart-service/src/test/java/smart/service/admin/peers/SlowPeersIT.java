package smart.service.admin.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.net.HostAndPort;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.testkit.Await;

/** Replicas that misbehave, and one that has several addresses, over real sockets. */
class SlowPeersIT {
    private static final String NOW =
            "{\"service\":{\"id\":\"%s\",\"host\":\"h\"},\"state\":{\"title\":\"Healthy\"},\"figures\":{\"callsPerSecond\":5}}";

    private Peers peers;

    private void ask(PeerName.Resolver resolver, PeerName... names) {
        peers = new Peers(List.of(names), new Impatient(), new ObjectMapper(), "own", resolver);
        peers.start();
    }

    @AfterEach
    void stop() {
        peers.stop();
    }

    /** Waits less between two polls than it is told. */
    private static final class Impatient extends ScheduledThreadPoolExecutor {
        Impatient() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable poll, long first, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(
                    poll, unit.toMillis(first), unit.toMillis(delay) / 4, TimeUnit.MILLISECONDS);
        }
    }

    /** It sends its head, and then a byte now and then; {@code open} has the connections that it has not seen end. */
    private static void drip(Socket connection, Set<Socket> open) {
        try (connection) {
            connection.getInputStream().read(new byte[4096]);
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{".getBytes(UTF_8));
            connection.setSoTimeout(20);
            while (true) {
                out.write(' ');
                try {
                    if (connection.getInputStream().read() < 0) {
                        return;
                    }
                } catch (java.net.SocketTimeoutException e) {
                    // The peer still reads: drip on.
                }
            }
        } catch (IOException e) {
            // It was closed, as it should be.
        } finally {
            open.remove(connection);
        }
    }

    @Test
    void aPeerThatDripsIsGivenUpAndItsConnectionIsClosed() throws Exception {
        Set<Socket> open = ConcurrentHashMap.newKeySet();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> {
                try {
                    while (true) {
                        Socket connection = server.accept();
                        open.add(connection);
                        most.accumulateAndGet(open.size(), Math::max);
                        accepted.incrementAndGet();
                        Thread drip = new Thread(() -> drip(connection, open), "drip");
                        drip.setDaemon(true);
                        drip.start();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
            ask(InetAddress::getAllByName, new PeerName("127.0.0.1", server.getLocalPort()));
            Await.until("two polls", () -> accepted.get() >= 2);
            assertThat(most.get()).as("connections at once").isEqualTo(1);
            assertThat(peers.all()).singleElement().satisfies(peer -> assertThat(peer.problem())
                    .isEqualTo("no response within 1.5 s"));
            Await.until("the last one is closed, too", open::isEmpty);
        }
    }

    @Test
    void aPeerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ask(InetAddress::getAllByName, new PeerName("127.0.0.1", server.getLocalPort()));
            Await.until("the poll ended", () -> !peers.all().isEmpty());
            assertThat(peers.all().get(0).problem()).isEqualTo("no response within 1.5 s");
        }
    }

    @Test
    void whatIsLargerThanAnyConsoleIsNotReadToItsEnd() throws Exception {
        HttpServer large = server("127.0.0.1", 0, "{\"x\":\"" + "x".repeat(300_000) + "\"}");
        ask(InetAddress::getAllByName, name(large, "127.0.0.1"));
        Await.until("the poll ended", () -> !peers.all().isEmpty());
        assertThat(peers.all().get(0).problem()).contains("more than 262144 bytes");
        large.stop(0);
    }

    @Test
    void aReplicaWithTwoAddressesIsOne() throws Exception {
        HttpServer own = server("0.0.0.0", 0, NOW.formatted("own"));
        ask(InetAddress::getAllByName, name(own, "127.0.0.1"), name(own, "127.0.0.2"), name(own, "127.0.0.1"));
        Await.until("the poll ended", () -> !peers.all().isEmpty());
        assertThat(peers.all()).singleElement().satisfies(peer -> {
            assertThat(peer.self()).isTrue();
            assertThat(peer.address())
                    .isEqualTo(HostAndPort.fromParts("127.0.0.1", port(own)).toString());
        });
        own.stop(0);
    }

    @Test
    void aNameOfSeveralReplicasIsAllOfThem() throws Exception {
        HttpServer first = server("127.0.0.1", 0, NOW.formatted("first"));
        HttpServer second = server("127.0.0.2", port(first), NOW.formatted("second"));
        ask(
                host -> {
                    assertThat(host).isEqualTo("smart-replicas");
                    return Arrays.stream(new String[] {"127.0.0.1", "127.0.0.2", "127.0.0.3"})
                            .map(SlowPeersIT::literal)
                            .toArray(InetAddress[]::new);
                },
                new PeerName("smart-replicas", port(first)));
        Await.until("the poll ended", () -> !peers.all().isEmpty());
        assertThat(peers.all()).extracting(Peer::id).containsExactly("first", "second", null);
        assertThat(peers.all().get(2).problem()).isEqualTo("connection refused");
        first.stop(0);
        second.stop(0);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PeerName name(HttpServer server, String host) {
        return new PeerName(host, port(server));
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static HttpServer server(String host, int port, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        server.createContext("/console/now", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            } catch (IOException e) {
                // The caller has read enough.
            }
        });
        server.start();
        return server;
    }
}
