package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/** Callers that ask and don't read: their answers fill all buffers on the way. */
final class SlowReaderIT {
    private static final int CALLS = 3000;

    @ParameterizedTest
    @ValueSource(ints = {16 * 1024, 256 * 1024})
    void aCallerThatDoesNotReadHoldsUpNobodyElse(int size) throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService smart =
                        SmartService.inFrontOf(mock.url()).with("workers", "1").started();
                RawCaller slow = new RawCaller(smart.url("/"))) {
            mock.always(json(size));

            slow.send("GET /api/smart HTTP/1.1\r\nHost: a\r\n\r\n".repeat(CALLS));
            assertOthersAreAnswered(smart, 20);

            assertThat(mock.journal()).as("the slow caller was waited for").hasSizeLessThan(CALLS);
        }
    }

    @Test
    void moreCallersThanThreadsMayBeSlow() throws Exception {
        int callers = 100;
        int size = 1024 * 1024;
        List<RawCaller> slow = new ArrayList<>();
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url())
                        .with("limit.maxInFlight", "200")
                        .with("callers.maxPendingWrites", "200MiB")
                        .with("callers.slowCallerGrace", "5m")
                        .started()) {
            mock.always(json(size));

            for (int i = 0; i < callers; i++) {
                RawCaller caller = new RawCaller(smart.url("/"));
                slow.add(caller);
                caller.get(SmartService.PATH);
            }
            assertOthersAreAnswered(smart, 5);

            for (RawCaller caller : slow) {
                assertThat(caller.read().body()).hasSize(size);
            }
        } finally {
            for (RawCaller caller : slow) {
                caller.close();
            }
        }
    }

    @Test
    void whoReadsForLongestIsCutOffWhereUnreadAnswersTakeTooMuch() throws Exception {
        int size = 8 * 1024 * 1024; // More than the system's buffers take.
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url())
                        .with("backend.maxResponseSize", "8MiB")
                        .with("callers.maxPendingWrites", "20MiB")
                        .started();
                RawCaller first = new RawCaller(smart.url("/"));
                RawCaller second = new RawCaller(smart.url("/"));
                RawCaller third = new RawCaller(smart.url("/"))) {
            mock.always(json(size));

            for (RawCaller caller : List.of(first, second, third)) {
                long before = smart.count("smart.backend.attempts.success");
                caller.get(SmartService.PATH);
                Await.until("the answer is sent", () -> smart.count("smart.backend.attempts.success") > before);
            }

            Await.until("one is cut off", () -> smart.count("smart.requests.client_gone") == 1);
            assertThatThrownBy(first::read).isInstanceOf(IOException.class);
            assertThat(second.read().body()).hasSize(size);
            assertThat(third.read().body()).hasSize(size);
        }
    }

    @Test
    void alsoUnreadHeadsCount() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + ("Large: " + "x".repeat(1000) + "\r\n").repeat(40);
        try (RawBackend backend = RawBackend.start().withoutRecord();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("callers.maxPendingWrites", "64KiB") // for one such head, but not for two
                        .started();
                RawCaller first = new RawCaller(smart.url("/"));
                RawCaller second = new RawCaller(smart.url("/"));
                RawCaller third = new RawCaller(smart.url("/"))) {
            backend.reply(RawBackend.Reply.bytes(head + "\r\n"));

            for (RawCaller caller : List.of(first, second, third)) {
                caller.send("HEAD /api/smart HTTP/1.1\r\nHost: a\r\n\r\n".repeat(CALLS / 3));
            }

            Await.until("all but one are cut off", () -> smart.count("smart.requests.client_gone") == 2);
        }
    }

    /** As during a stop, when a connection counts as idle after a second. */
    @Test
    void aCallerThatPausesIsNotIdle() throws Exception {
        int size = 8 * 1024 * 1024;
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url())
                        .with("backend.maxResponseSize", "8MiB")
                        .with("workers", "1")
                        .started();
                RawCaller caller = new RawCaller(smart.url("/"))) {
            mock.always(json(size));
            RawCaller.Response head = caller.get(SmartService.PATH).readHead();
            assertThat(smart.get("?timeout=none").statusCode())
                    .as("the loop goes on with others")
                    .isEqualTo(400);

            smart.connections().forEach(one -> one.onIdleExpired(new TimeoutException("of the test")));

            assertThat(caller.readBody(head).body()).hasSize(size);
        }
    }

    private static void assertOthersAreAnswered(SmartService smart, int times) {
        for (int i = 0; i < times; i++) {
            List<CompletableFuture<HttpResponse<byte[]>>> others =
                    Stream.generate(() -> smart.getAsync("")).limit(10).toList();

            assertThat(others).extracting(call -> call.join().statusCode()).containsOnly(200);
        }
    }

    private static Reply json(int size) {
        return Reply.of("\"" + "x".repeat(size - 2) + "\"", 200, 0);
    }
}
