package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.Fixtures;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** The limit, through the whole service. */
class LimitIT {
    private static final int LIMIT = 3;
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART =
            SmartService.inFrontOf(BACKEND.url()).with("limit.maxInFlight", String.valueOf(LIMIT));

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void forget() {
        BACKEND.forget();
    }

    @Test
    void oneCallTooManyIsRefusedAtOnceAndTheBackendHearsNothingOfIt() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        List<CompletableFuture<HttpResponse<byte[]>>> held = hold(SMART, LIMIT, answer);

        HttpResponse<byte[]> refused = SMART.get("", "X-Request-Id", "too-many");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.headers().firstValue("Proxy-Status")).hasValue("smart; error=connection_limit_reached");
        assertThat(refused.headers().firstValue("X-Request-Id")).hasValue("too-many");
        assertThat(Fixtures.parse(refused.body())).isEqualTo(Fixtures.problem("limit_503"));
        answer.countDown();
        assertThat(held).extracting(call -> call.join().statusCode()).containsOnly(200);
        assertThat(BACKEND.requests()).hasSize(LIMIT);
        assertThat(SMART.takeNotes(0)).isEmpty();
        SMART.awaitIdle();
        Await.until("the refusal counted", () -> SMART.count("smart.requests.rejected") == 1); // No other test has one.
    }

    @Test
    void theStatusOfARefusalIsASetting() throws Exception {
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url())
                .with("limit.maxInFlight", "1")
                .with("limit.rejectStatus", "429")
                .started()) {
            CountDownLatch answer = new CountDownLatch(1);
            List<CompletableFuture<HttpResponse<byte[]>>> held = hold(smart, 1, answer);

            HttpResponse<byte[]> refused = smart.get("");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Fixtures.parse(refused.body())).isEqualTo(Fixtures.problem("limit_429"));
            answer.countDown();
            assertThat(held.get(0).join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whileCallsAreRefusedLowPrioritiesAreRefusedFirst() throws Exception {
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url())
                .with("limit.maxInFlight", "10")
                .with("limit.priorityHeader", "X-Priority")
                .started()) {
            CountDownLatch answer = new CountDownLatch(1);
            List<CompletableFuture<HttpResponse<byte[]>>> held = hold(smart, 8, answer);

            HttpResponse<byte[]> low = smart.get("", "X-Priority", "0");
            CompletableFuture<HttpResponse<byte[]>> high = smart.getAsync("", "X-Priority", "9");

            assertThat(low.statusCode()).isEqualTo(503);
            Await.until(
                    "the call of high priority is sent",
                    () -> BACKEND.requests().size() == 9);
            assertThat(BACKEND.lastRequest().header("X-Priority")).containsExactly("9");
            answer.countDown();
            assertThat(high.join().statusCode()).isEqualTo(200);
            assertThat(held).extracting(call -> call.join().statusCode()).containsOnly(200);
        }
    }

    @Test
    void callsOneAfterTheOtherAreNeverRefused() throws Exception {
        BACKEND.reply(Reply.json("{}"));
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url())
                .with("limit.maxInFlight", "1")
                .started()) {
            for (int i = 0; i < 500; i++) {
                assertThat(smart.get("").statusCode()).as("call " + i).isEqualTo(200);
            }
        }
    }

    @Test
    void aPermitComesBackHoweverACallEnds() throws Exception {
        List<Reply> replies = List.of(
                Reply.json("{}"),
                Reply.json("no"),
                Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
                Reply.bytes("garbage\r\n\r\n").thenClose(),
                Reply.bytes("").thenReset(),
                Reply.bytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"),
                Reply.never());
        for (Reply reply : replies) {
            BACKEND.reply(reply);
            for (int i = 0; i <= LIMIT; i++) {
                assertThat(SMART.get("?timeout=100").statusCode()).isNotEqualTo(503);
            }
            assertThat(SMART.get("?timeout=0").statusCode()).isEqualTo(400);
        }

        SMART.awaitIdle();
        SMART.clearNotes();
    }

    /** Calls that the backend answers when {@code answer} says so; returns once it has them all. */
    private static List<CompletableFuture<HttpResponse<byte[]>>> hold(
            SmartService smart, int calls, CountDownLatch answer) {
        BACKEND.reply(Reply.json("{}").after(answer));
        List<CompletableFuture<HttpResponse<byte[]>>> held =
                IntStream.range(0, calls).mapToObj(i -> smart.getAsync("")).toList();
        Await.until("the backend has all calls", () -> BACKEND.requests().size() == calls);
        assertThat(smart.inFlight()).isEqualTo(calls);
        return held;
    }
}
