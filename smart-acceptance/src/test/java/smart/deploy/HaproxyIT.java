package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smart.testkit.Await;

/**
 * HAProxy with {@code dns.cfg}, in front of a stand-in for a replica. It listens on sockets of the file system, since it can't choose
 * a free port itself.
 */
final class HaproxyIT {
    @TempDir
    private Path folder;

    private final List<String> idsAtTheReplica = new CopyOnWriteArrayList<>();
    private HttpServer replica;
    private NameServer names;
    private Process haproxy;

    @BeforeEach
    void start() throws Exception {
        replica = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        replica.createContext("/", exchange -> {
            String id = exchange.getRequestHeaders().getFirst("X-Request-Id");
            if (id != null) {
                idsAtTheReplica.add(id);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        replica.start();
        names = NameServer.start();
        List<String> command = new ArrayList<>(List.of(
                Project.command("haproxy")
                        .orElseThrow(() -> new AssertionError("haproxy is not installed: see bin/needs"))
                        .toString(),
                "-db"));
        for (String file : List.of("haproxy.cfg", "dns.cfg")) {
            command.addAll(List.of(
                    "-f", Files.writeString(folder.resolve(file), here(file)).toString()));
        }
        haproxy = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Await.until("the replica is up", () -> isServed(""));
    }

    /** The file, with the sockets, the name server and the replica of this test. */
    private String here(String file) throws Exception {
        String text = Project.read("deploy/haproxy/" + file)
                .replace("bind 127.0.0.1:8009", "bind unix@" + folder.resolve("state"))
                .replace("bind :80", "bind unix@" + folder.resolve("callers"))
                .replace(
                        "smart.internal:8000",
                        "smart.internal:" + replica.getAddress().getPort())
                // Instead of HAProxy's defaults of half a minute. What the file itself says comes later, and counts.
                .replace(
                        "    parse-resolv-conf\n",
                        """
                            nameserver test 127.0.0.1:%d
                            resolve_retries 1
                            timeout retry 100ms
                            timeout resolve 100ms
                            hold timeout 1s
                            hold refused 1s
                            hold other 1s
                            hold nx 1s
                        """
                                .formatted(names.port()))
                .replace("hold valid 5s", "hold valid 100ms");
        assertThat(text).doesNotContain("bind :", "bind 127", "resolv-conf", "smart.internal:8000");
        return text;
    }

    @AfterEach
    void stop() throws Exception {
        haproxy.destroyForcibly().waitFor();
        names.close();
        replica.stop(0);
    }

    @Test
    void theLogHasTheIdThatTheReplicaGotWhetherTheCallerSentOneOrNot() throws Exception {
        assertThat(isServed("")).isTrue();
        assertThat(isServed("X-Request-Id: of-the-caller\r\n")).isTrue();

        assertThat(idsAtTheReplica).hasSizeGreaterThanOrEqualTo(2).last().isEqualTo("of-the-caller");
        for (String id : idsAtTheReplica) {
            Await.until(id + " is in the log", () -> Files.readString(folder.resolve("log"))
                    .contains(" {" + id + "} "));
        }
    }

    /** HAProxy has a time of its own for each of these failures. */
    @ParameterizedTest
    @EnumSource(names = "KNOWN", mode = EnumSource.Mode.EXCLUDE)
    void whileDnsFailsCallsReachTheLastAddresses(NameServer.Reply failure) throws Exception {
        names.reply(failure);
        long since = System.nanoTime();

        Await.until(
                "HAProxy has asked in vain for longer than it would wait",
                () -> names.failures() > 5 && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(2));

        assertThat(isServed("")).isTrue();
    }

    /** Whether a call with these header fields is answered with 200. */
    private boolean isServed(String fields) {
        try (SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            caller.connect(UnixDomainSocketAddress.of(folder.resolve("callers")));
            caller.write(ByteBuffer.wrap(("GET /api/smart HTTP/1.0\r\n" + fields + "\r\n").getBytes(UTF_8)));
            return new String(Channels.newInputStream(caller).readAllBytes(), UTF_8).matches("(?s)HTTP/1\\.. 200 .*");
        } catch (IOException e) {
            return false; // HAProxy does not listen yet.
        }
    }
}
