package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** A caller that goes away ends its call: nothing is done for nobody. */
class HangUpIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART =
            SmartService.inFrontOf(BACKEND.url()).with("limit.maxInFlight", "2");

    /** What the access log gets: {@code QUERY STATUS}. A request is logged after its end, perhaps during the next test. */
    private static final Queue<String> LOGGED = new ConcurrentLinkedQueue<>();

    private long gone;

    @BeforeAll
    static void logRequests() {
        logRequests(SMART);
    }

    private static void logRequests(SmartService smart) {
        smart.getEnvironment()
                .getApplicationContext()
                .getServer()
                .setRequestLog((request, response) ->
                        LOGGED.add(request.getHttpURI().getQuery() + " " + response.getStatus()));
    }

    /** The logged statuses of the requests with that query. */
    private static List<String> logged(String query) {
        return LOGGED.stream()
                .filter(line -> line.startsWith(query + " "))
                .map(line -> line.substring(query.length() + 1))
                .toList();
    }

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void forget() {
        SMART.awaitIdle();
        BACKEND.forget();
        gone = SMART.count("smart.requests.client_gone");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHangsUpMakesRoomForTheNext(boolean reset) throws Exception {
        BACKEND.reply(Reply.never());
        String query = "reset=" + reset;
        List<RawCaller> callers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            callers.add(new RawCaller(SMART.url("/")).get(SmartService.PATH + "?" + query));
        }
        Await.until("both calls are at the backend", () -> BACKEND.requests().size() == 2);
        assertThat(SMART.get("?" + query).statusCode())
                .as("the limit is reached")
                .isEqualTo(503);

        for (RawCaller caller : callers) {
            if (reset) {
                caller.reset();
            } else {
                caller.close();
            }
        }

        Await.until("the permits are back", () -> SMART.inFlight() == 0);
        // Those of the calls: a probe of the health check may have come as well.
        assertThat(BACKEND.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.connection().end()).isNotEqualTo(End.OURS));
        Await.until("all are in the access log", () -> logged(query).size() == 3);
        assertThat(logged(query)).containsExactlyInAnyOrder("503", "499", "499");
        BACKEND.reply(Reply.json("{}"));
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
        Await.until("both are counted", () -> SMART.count("smart.requests.client_gone") == gone + 2);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    /** None of what follows the head is a next request. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0\r\n\r\n", "\r\n\r\n", "\r\n\r\n\r\n"})
    void anEmptyLineHidesNoHangUp(String rest) throws Exception {
        BACKEND.reply(Reply.never());
        for (boolean reset : new boolean[] {false, true}) {
            RawCaller caller = new RawCaller(SMART.url("/"));
            caller.send("GET " + SmartService.PATH + " HTTP/1.1\r\nHost: a\r\n" + rest);
            Await.until("the call is at the backend", () -> BACKEND.requests().size() == 1);

            if (reset) {
                caller.reset();
            } else {
                caller.close();
            }

            Await.until("the permit is back", () -> SMART.inFlight() == 0);
            assertThat(BACKEND.connections().get(0).end()).isNotEqualTo(End.OURS);
            BACKEND.forget();
        }
        Await.until("both are counted", () -> SMART.count("smart.requests.client_gone") == gone + 2);
    }

    @Test
    void aHedgedCallEndsWithAllItsAttempts() throws Exception {
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url())
                .with("hedging.enabled", "true")
                .with("hedging.delay", "1ms")
                .started()) {
            BACKEND.reply(Reply.never());
            RawCaller caller = new RawCaller(smart.url("/")).get(SmartService.PATH);
            Await.until(
                    "all attempts are at the backend", () -> BACKEND.requests().size() == 3);

            caller.reset();

            Await.until("the permit is back", () -> smart.inFlight() == 0);
            assertThat(BACKEND.connections())
                    .allSatisfy(connection -> assertThat(connection.end()).isNotEqualTo(End.OURS));
            assertThat(smart.takeNotes(0)).isEmpty();
        }
    }

    @Test
    void bytesThatComeWhileACallIsInProgressAreTheNextRequest() throws Exception {
        BACKEND.reply(exchange -> {
            Await.until(
                    "the next request is sent",
                    () -> !exchange.request().target().equals("/?first") || sent);
            Reply.json("\"" + exchange.request().target() + "\"").to(exchange);
        });
        sent = false;
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            caller.get(SmartService.PATH + "?first");
            Await.until("the first is at the backend", () -> BACKEND.requests().size() == 1);
            String second = "GET " + SmartService.PATH + "?second HTTP/1.1\r\nHost: a\r\n\r\n";
            caller.send(second.substring(0, 20));
            caller.send(second.substring(20) + second.replace("second", "third"));
            sent = true;

            assertThat(caller.read().body()).isEqualTo("\"/?first\"");
            assertThat(caller.read().body()).isEqualTo("\"/?second\"");
            assertThat(caller.read().body()).isEqualTo("\"/?third\"");
        }
    }

    private volatile boolean sent;

    @Test
    void whoHangsUpWhileTheAnswerIsWrittenIsGone() throws Exception {
        String body = "\"" + "x".repeat(8 * 1024 * 1024) + "\"";
        try (SmartService smart = SmartService.inFrontOf(BACKEND.url())
                .with("backend.maxResponseSize", "9MiB")
                .started()) {
            BACKEND.reply(Reply.json(body));
            logRequests(smart);
            RawCaller caller = new RawCaller(smart.url("/")).get(SmartService.PATH + "?large");
            Await.until("the backend has answered", () -> smart.count("smart.backend.attempts.success") == 1);

            caller.reset();

            Await.until("it is counted", () -> smart.count("smart.requests.client_gone") == 1);
            assertThat(smart.count("smart.requests.success")).isZero();
            Await.until("it is in the access log", () -> !logged("large").isEmpty());
            assertThat(logged("large")).as("it had begun to get this one").containsExactly("200");
        }
    }
}
