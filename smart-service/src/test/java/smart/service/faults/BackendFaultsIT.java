package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.MockOptions;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;

/** A backend that is killed, hangs or slows down: the service answers in time, refuses what is too much, and recovers. */
class BackendFaultsIT {
    private static final int LIMIT = 8;
    private static final Reply OK = Reply.ok("{\"time\": 0}");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closed(T each) {
        opened.add(0, each);
        return each;
    }

    private SmartService smart(URI backend, String timeout) throws Exception {
        return closed(SmartService.inFrontOf(backend)
                .with("limit.maxInFlight", String.valueOf(LIMIT))
                .with("backend.timeout", timeout)
                .started());
    }

    @Test
    void aBackendThatIsKilledAndComesBackIsUsedAtOnceAndStaleConnectionsCostNothing() throws Exception {
        MockBackend first = closed(MockBackend.start());
        int port = first.port();
        first.always(OK.after(Duration.ofMillis(20)));
        SmartService smart = smart(first.url(), "20s");
        MockBackend now = first;
        for (int round = 0; round < 3; round++) {
            assertThat(statuses(smart, LIMIT)).as("with as many connections").containsOnly(200);

            now.close();
            assertThat(smart.get("").statusCode()).as("while it is away").isEqualTo(502);
            now = closed(SamePort.start(MockOptions.defaults(), port));
            now.always(OK);

            assertThat(statuses(smart, LIMIT))
                    .as("the first calls after it is back")
                    .containsOnly(200);
            assertThat(smart.takeNotes(1))
                    .as("notes of the call while it was away")
                    .hasSize(1);
        }
    }

    @Test
    void aBackendThatIsReplacedBetweenTwoCallsCostsNoError() throws Exception {
        MockBackend first = closed(MockBackend.start());
        int port = first.port();
        first.always(OK.after(Duration.ofMillis(20)));
        SmartService smart = smart(first.url(), "20s");
        assertThat(statuses(smart, LIMIT)).containsOnly(200);

        first.close();
        closed(SamePort.start(MockOptions.defaults(), port)).always(OK);

        assertThat(statuses(smart, LIMIT)).containsOnly(200);
        assertThat(smart.takeNotes(0)).isEmpty();
    }

    @Test
    void aBackendThatListensButDoesNotAcceptIsATimeoutAndNoMore() throws Exception {
        ServerSocket listener = closed(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        SmartService smart = smart(URI.create("http://127.0.0.1:" + listener.getLocalPort()), "500ms");

        List<Integer> statuses = statuses(smart, 4 * LIMIT);

        assertThat(statuses).containsOnly(504, 503).contains(504);
        smart.awaitIdle();
        assertThat(smart.takeNotes(Collections.frequency(statuses, 504)))
                .allMatch(note -> note.contains(" kind=timeout "));
        Thread accepting = new Thread(() -> answer(listener), "late-backend");
        accepting.setDaemon(true);
        accepting.start();
        Await.until("it recovers by itself", () -> statuses(smart, 1).equals(List.of(200)));
    }

    @Test
    void aBackendThatAcceptsAndNeverAnswersIsATimeoutAndItsConnectionsAreClosed() throws Exception {
        RawBackend backend = closed(RawBackend.start());
        backend.reply(RawBackend.Reply.never());
        SmartService smart = smart(backend.url(), "500ms");

        assertThat(statuses(smart, 4 * LIMIT)).containsOnly(504, 503).contains(504);

        smart.awaitIdle();
        assertThat(backend.connections())
                .allSatisfy(connection -> assertThat(connection.end()).isIn(RawBackend.End.EOF, RawBackend.End.RESET));
        backend.reply(RawBackend.Reply.json("{}"));
        Await.until("it recovers by itself", () -> statuses(smart, 1).equals(List.of(200)));
    }

    @Test
    void aBackendThatSlowsDownIsHeldOffAndThenUsedAgain() throws Exception {
        MockBackend backend = closed(MockBackend.start());
        SmartService smart = smart(backend.url(), "1s");
        backend.always(OK);
        Await.until("it is warm", () -> statuses(smart, LIMIT).stream().allMatch(status -> status == 200));

        backend.always(OK.after(Duration.ofSeconds(5)));
        for (int i = 0; i < 3; i++) {
            List<CompletableFuture<HttpResponse<byte[]>>> held = IntStream.range(0, LIMIT)
                    .mapToObj(call -> smart.getAsync(""))
                    .toList();
            Await.until(
                    "the limit is reached",
                    () -> smart.inFlight() == LIMIT || held.get(0).isDone());
            held.forEach(call -> assertThat(call.join().statusCode()).isIn(503, 504));
            assertThat(held).anyMatch(call -> call.join().statusCode() == 504);
        }
        assertThat(backend.journal().size())
                .as("the backend has no more than the limit")
                .isLessThanOrEqualTo(3 * LIMIT);

        backend.always(OK);
        smart.awaitIdle();
        Await.until(
                "it recovers by itself", () -> statuses(smart, LIMIT).stream().allMatch(status -> status == 200));
    }

    private static List<Integer> statuses(SmartService smart, int calls) {
        return IntStream.range(0, calls).mapToObj(call -> smart.getAsync("")).toList().stream()
                .map(call -> call.join().statusCode())
                .toList();
    }

    private static void answer(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(100);
                var unused = socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // A connection of an attempt that has ended long since, or the end of the test.
            }
        }
    }
}
