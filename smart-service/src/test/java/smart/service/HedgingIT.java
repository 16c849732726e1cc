package smart.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.PlayedBackend.Attempt;
import smart.service.PlayedBackend.End;
import smart.testkit.Await;
import smart.testkit.RawBackend.Reply;

/**
 * Hedging through real sockets, as the backend sees it. The exact times are tested on a manual clock; here a reply that
 * is to come after other requests waits for them, so that a machine under load changes nothing.
 */
final class HedgingIT {
    private static final String BODY = "{\"time\": 1}";
    private static final Reply GOOD = Reply.json(BODY);
    private static final Reply INVALID = Reply.json("Not a valid JSON");
    private static final Reply NEVER = PlayedBackend.NEVER;
    private static final long LONG_DELAY = 100_000;

    private static final PlayedBackend BACKEND = new PlayedBackend();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url())
            .with("backend.timeout", "60s")
            .with("limit.maxInFlight", "1")
            .with("hedging.enabled", "true");

    /** So that no test's call is the first one, which takes long. */
    @BeforeAll
    static void callOnce() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        BACKEND.plays(GOOD);
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void clear() throws Exception {
        SMART.awaitIdle();
        SMART.clearNotes();
        hedging(
                "enabled=true&extraAttempts=2&interval=0&onFailure=HEDGE_NOW&percentile=none&budget=20&minPerSecond=1000");
    }

    @Test
    void aReplyBeforeTheDelayTakesOneRequest() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        BACKEND.plays(GOOD);

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"1\", winner;desc=\"1\"");
        assertThat(BACKEND.ends(1)).containsExactly(End.ANSWERED);
    }

    @Test
    void aReplyAfterTheDelayTakesThreeTheExtraTwoTogether() throws Exception {
        hedging("delay=1s");
        BACKEND.plays(BACKEND.once(3, GOOD), NEVER, NEVER);

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"3\", winner;desc=\"1\"");
        assertThat(BACKEND.ends(3)).containsExactly(End.ANSWERED, End.ABORTED, End.ABORTED);
        List<Attempt> attempts = BACKEND.attempts();
        long delay = attempts.get(1).nanos() - attempts.get(0).nanos();
        assertThat(attempts.get(2).nanos() - attempts.get(1).nanos()).isLessThan(delay);
    }

    @Test
    void aLoserIsCancelledClosesItsConnectionAndIsNoError() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms&extraAttempts=1");
        BACKEND.plays(GOOD);
        SMART.get(""); // The connection that the loser is to use has served before.
        hedging("delay=1s"); // So that the first attempt is there first.
        BACKEND.plays(NEVER, GOOD);
        long cancelled = SMART.count("smart.backend.attempts.cancelled");
        long won = SMART.count("smart.hedges.won");

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(timing(answer)).isEqualTo("attempts;desc=\"2\", winner;desc=\"2\"");
        assertThat(BACKEND.ends(2)).containsExactly(End.ABORTED, End.ANSWERED);
        assertThat(SMART.count("smart.backend.attempts.cancelled")).isEqualTo(cancelled + 1);
        assertThat(SMART.count("smart.hedges.won")).isEqualTo(won + 1);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void afterAnInvalidReplyAGoodOneIsTheAnswer() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        BACKEND.plays(INVALID, BACKEND.once(3, GOOD), NEVER);

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo(BODY);
        assertThat(BACKEND.ends(3)).containsExactly(End.ANSWERED, End.ANSWERED, End.ABORTED);
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("attempt=1/3 kind=invalid_json");
    }

    @Test
    void whereAllRepliesAreInvalidTheCallFailsAfterThreeRequests() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        BACKEND.plays(INVALID, INVALID, INVALID);

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(BACKEND.ends(3)).hasSize(3).containsOnly(End.ANSWERED);
        assertThat(SMART.takeNotes(3)).hasSize(3).allMatch(note -> note.contains("kind=invalid_json"));
    }

    @Test
    void whereAllFailTheBackendsOwnResponseIsTheAnswer() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        Reply drop = Reply.bytes("").thenClose();
        // A connection that has served before and is dropped could be a stale one: its request is sent once more.
        BACKEND.plays(INVALID, Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 12\r\n\r\nout of order"), drop, drop);

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("out of order");
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"3\"");
        assertThat(SMART.takeNotes(3)).hasSize(3);
    }

    @Test
    void withADeadlineBeforeTheDelayThereIsOneRequest() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        BACKEND.plays(NEVER, NEVER, NEVER);

        assertThat(SMART.get("?timeout=2000").statusCode()).isEqualTo(504);
        assertThat(BACKEND.ends(1)).containsExactly(End.ABORTED);
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("attempt=1/3 kind=timeout");
    }

    @Test
    void theDeadlineEndsThreeSlowRequests() throws Exception {
        hedging("delay=100ms");
        BACKEND.plays(NEVER, NEVER, NEVER);
        long start = System.nanoTime();

        HttpResponse<byte[]> answer = SMART.get("?timeout=3000");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(BACKEND.ends(3)).hasSize(3).containsOnly(End.ABORTED);
        assertThat(SMART.takeNotes(3)).hasSize(3).allMatch(note -> note.contains("kind=timeout"));
    }

    @Test
    void aCallerHoldsOnePermitHoweverManyAttemptsItMakes() throws Exception {
        hedging("delay=50ms");
        BACKEND.plays(NEVER, NEVER, NEVER, GOOD);

        CompletableFuture<HttpResponse<byte[]>> first = SMART.getAsync("");
        BACKEND.awaitAttempts(3);
        assertThat(SMART.inFlight()).isEqualTo(1);
        HttpResponse<byte[]> second = SMART.get("");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(BACKEND.attempts()).hasSize(3);

        first.cancel(true);
        SMART.awaitIdle();
        hedging("delay=" + LONG_DELAY + "ms"); // So that no loser arrives late and takes the next test's reply.
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
    }

    @Test
    void aCallIsNotHedgedWhereTheBudgetIsSpent() throws Exception {
        hedging("delay=50ms&budget=0&minPerSecond=0");
        long suppressed = SMART.count("smart.hedges.suppressed");
        BACKEND.plays(exchange -> {
            Await.until("no extra attempt", () -> SMART.count("smart.hedges.suppressed") == suppressed + 2);
            GOOD.to(exchange);
        });

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"1\", winner;desc=\"1\"");
        assertThat(BACKEND.ends(1)).containsExactly(End.ANSWERED);
    }

    @Test
    void hedgingIsTurnedOffAndOnWithoutARestart() throws Exception {
        hedging("delay=0");
        assertThat(hedging("enabled=false")).isEqualTo("hedging.enabled: true -> false\n");
        BACKEND.plays(exchange -> {
            assertThat(exchange.endsWithin(500)).isFalse();
            GOOD.to(exchange);
        });

        HttpResponse<byte[]> plain = SMART.get("");
        assertThat(plain.headers().firstValue("Server-Timing")).isEmpty();
        assertThat(BACKEND.ends(1)).containsExactly(End.ANSWERED);
        assertThat(hedging("enabled=true")).isEqualTo("hedging.enabled: false -> true\n");
        Reply last = BACKEND.once(3, GOOD);
        BACKEND.plays(last, last, last);
        assertThat(timing(SMART.get(""))).startsWith("attempts;desc=\"3\"");
        BACKEND.ends(3); // A loser that arrives late would take the next test's reply.
    }

    @Test
    void aWrongSettingChangesNothingAndSaysWhatIsAllowed() throws Exception {
        HttpResponse<String> answer = SMART.admin("POST", "/tasks/set-hedging?delay=300");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualToIgnoringNewLines("delay is '300', must be a duration, such as 10s or 500ms");
    }

    private static String hedging(String settings) throws Exception {
        HttpResponse<String> answer = SMART.admin("POST", "/tasks/set-hedging?" + settings);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String timing(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Server-Timing").orElse("");
    }
}
