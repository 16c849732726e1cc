package smart.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import smart.mock.MockBackend;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.reply.Reply;
import smart.service.config.source.Bundled;
import smart.service.settings.SmartConfiguration;
import smart.testkit.Await;

/**
 * Hedging through real sockets, as the backend sees it. The exact times are tested on a manual clock; here a reply that is
 * to come before another is seconds before it, so that a machine under load changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HedgingIT {
    private static final Reply GOOD = Reply.ok("{\"time\": 1}");
    private static final Reply INVALID = Reply.ok("Not a valid JSON");
    private static final Reply SLOW = GOOD.after(Duration.ofMinutes(5));
    private static final long LONG_DELAY = 100_000;

    private final MockBackend mock = MockBackend.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private DropwizardTestSupport<SmartConfiguration> service;
    private Path errorLog;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        errorLog = folder.resolve("errors.log");
        service = new DropwizardTestSupport<>(
                SmartApplication.class,
                Bundled.PATH,
                ConfigOverride.config("ports", "0"),
                ConfigOverride.config("warmUp", "0s"),
                ConfigOverride.config("adminPort", "0"),
                ConfigOverride.config("backend.url", mock.url().toString()),
                ConfigOverride.config("backend.timeout", "60s"),
                ConfigOverride.config("limit.maxInFlight", "1"),
                ConfigOverride.config("hedging.enabled", "true"),
                ConfigOverride.config("errorLog.file", errorLog.toString()));
        service.before();
    }

    @AfterAll
    void stop() {
        try {
            service.after();
        } finally {
            mock.close();
        }
    }

    @BeforeEach
    void clear() throws Exception {
        task("clear-error-log");
        hedging(
                "enabled=true&extraAttempts=2&interval=0&onFailure=HEDGE_NOW&percentile=none&budget=20&minPerSecond=1000");
    }

    @Test
    void aReplyBeforeTheDelayTakesOneRequest() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        mock.scenario(GOOD.after(Duration.ofMillis(290)));

        HttpResponse<String> answer = call("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"1\", winner;desc=\"1\"");
        assertThat(outcomes(1)).containsExactly(Delivery.DELIVERED);
    }

    @Test
    void aReplyAfterTheDelayTakesThreeTheExtraTwoTogether() throws Exception {
        hedging("delay=1s");
        mock.scenario(GOOD.after(Duration.ofSeconds(5)), SLOW, SLOW);

        HttpResponse<String> answer = call("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"3\", winner;desc=\"1\"");
        List<JournalEntry> journal = mock.awaitSettled(3);
        assertThat(journal)
                .extracting(JournalEntry::outcome)
                .containsExactly(Delivery.DELIVERED, Delivery.ABORTED, Delivery.ABORTED);
        double wait = journal.get(1).time() - journal.get(0).time();
        assertThat(journal.get(2).time() - journal.get(1).time()).isLessThan(wait);
    }

    @Test
    void aLoserIsCancelledClosesItsConnectionAndIsNoError() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms&extraAttempts=1");
        mock.scenario(GOOD);
        call(""); // The connection that the loser is to use has served before.
        hedging("delay=1s"); // So that the first attempt is there first.
        mock.scenario(SLOW, GOOD);
        long cancelled = count("smart.backend.attempts.cancelled");
        long won = count("smart.hedges.won");

        HttpResponse<String> answer = call("");

        assertThat(timing(answer)).isEqualTo("attempts;desc=\"2\", winner;desc=\"2\"");
        assertThat(outcomes(2)).containsExactly(Delivery.ABORTED, Delivery.DELIVERED);
        assertThat(count("smart.backend.attempts.cancelled")).isEqualTo(cancelled + 1);
        assertThat(count("smart.hedges.won")).isEqualTo(won + 1);
        assertThat(notes(0)).isEmpty();
    }

    @Test
    void afterAnInvalidReplyAGoodOneIsTheAnswer() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        mock.scenario(INVALID, GOOD.after(Duration.ofSeconds(2)), SLOW);

        HttpResponse<String> answer = call("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(GOOD.body());
        assertThat(outcomes(3)).containsExactly(Delivery.DELIVERED, Delivery.DELIVERED, Delivery.ABORTED);
        assertThat(notes(1)).singleElement().asString().contains("attempt=1/3 kind=invalid_json");
    }

    @Test
    void whereAllRepliesAreInvalidTheCallFailsAfterThreeRequests() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        mock.scenario(INVALID, INVALID, INVALID);

        HttpResponse<String> answer = call("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(outcomes(3)).containsOnly(Delivery.DELIVERED);
        assertThat(notes(3)).hasSize(3).allMatch(note -> note.contains("kind=invalid_json"));
    }

    @Test
    void whereAllFailTheBackendsOwnResponseIsTheAnswer() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        // A connection that has served before and is dropped could be a stale one: its request is sent once more.
        mock.scenario(INVALID, Reply.of("{\"error\": \"out of order\"}", 500, 0), Reply.drop(0), Reply.drop(0));

        HttpResponse<String> answer = call("");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\": \"out of order\"}");
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"3\"");
        assertThat(notes(3)).hasSize(3);
    }

    @Test
    void withADeadlineBeforeTheDelayThereIsOneRequest() throws Exception {
        hedging("delay=" + LONG_DELAY + "ms");
        mock.scenario(SLOW, SLOW, SLOW);

        assertThat(call("?timeout=2000").statusCode()).isEqualTo(504);
        assertThat(outcomes(1)).containsExactly(Delivery.ABORTED);
        assertThat(notes(1)).singleElement().asString().contains("attempt=1/3 kind=timeout");
    }

    @Test
    void theDeadlineEndsThreeSlowRequests() throws Exception {
        hedging("delay=100ms");
        mock.scenario(SLOW, SLOW, SLOW);
        long start = System.nanoTime();

        HttpResponse<String> answer = call("?timeout=3000");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(outcomes(3)).containsOnly(Delivery.ABORTED);
        assertThat(notes(3)).hasSize(3).allMatch(note -> note.contains("kind=timeout"));
    }

    @Test
    void aCallerHoldsOnePermitHoweverManyAttemptsItMakes() throws Exception {
        hedging("delay=50ms");
        mock.scenario(SLOW, SLOW, SLOW, GOOD);

        CompletableFuture<HttpResponse<String>> first = callAsync("?timeout=5000");
        mock.await(journal -> journal.size() == 3);
        assertThat(gauge("smart.in_flight")).isEqualTo(1);
        HttpResponse<String> second = call("");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(mock.journal()).hasSize(3);

        assertThat(first.get().statusCode()).isEqualTo(504);
        hedging("delay=" + LONG_DELAY + "ms"); // So that no loser arrives late and takes the next test's reply.
        assertThat(call("").statusCode()).isEqualTo(200);
    }

    @Test
    void aCallIsNotHedgedWhereTheBudgetIsSpent() throws Exception {
        hedging("delay=50ms&budget=0&minPerSecond=0");
        mock.scenario(GOOD.after(Duration.ofSeconds(2)), SLOW, SLOW);
        long suppressed = count("smart.hedges.suppressed");

        HttpResponse<String> answer = call("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(timing(answer)).isEqualTo("attempts;desc=\"1\", winner;desc=\"1\"");
        assertThat(outcomes(1)).containsExactly(Delivery.DELIVERED);
        assertThat(count("smart.hedges.suppressed")).isEqualTo(suppressed + 2);
    }

    @Test
    void hedgingIsTurnedOffAndOnWithoutARestart() throws Exception {
        hedging("delay=0");
        assertThat(task("set-hedging?enabled=false")).isEqualTo("hedging.enabled: true -> false\n");
        mock.scenario(GOOD.after(Duration.ofMillis(500)), GOOD, GOOD);

        HttpResponse<String> plain = call("");
        assertThat(plain.headers().firstValue("Server-Timing")).isEmpty();
        assertThat(outcomes(1)).containsExactly(Delivery.DELIVERED);
        assertThat(task("set-hedging?enabled=true")).isEqualTo("hedging.enabled: false -> true\n");
        mock.always(GOOD.after(Duration.ofSeconds(2)));
        assertThat(timing(call(""))).startsWith("attempts;desc=\"3\"");
        mock.awaitSettled(3); // A loser that arrives late would take the next test's reply.
    }

    @Test
    void aWrongSettingChangesNothingAndSaysWhatIsAllowed() throws Exception {
        HttpResponse<String> answer = post("set-hedging?delay=300");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualToIgnoringNewLines("delay is '300', must be a duration, such as 10s or 500ms");
    }

    private HttpResponse<String> call(String query) throws Exception {
        return callAsync(query).get();
    }

    private CompletableFuture<HttpResponse<String>> callAsync(String query) {
        URI uri = URI.create("http://127.0.0.1:" + service.getLocalPort() + "/api/smart" + query);
        return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private void hedging(String settings) throws Exception {
        task("set-hedging?" + settings);
    }

    private String task(String task) throws Exception {
        HttpResponse<String> answer = post(task);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> post(String task) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.getAdminPort() + "/tasks/" + task);
        return http.send(
                HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private static String timing(HttpResponse<String> answer) {
        return answer.headers().firstValue("Server-Timing").orElse("");
    }

    private List<Delivery> outcomes(int requests) {
        return mock.awaitSettled(requests).stream().map(JournalEntry::outcome).toList();
    }

    /** All notes. They are written behind the answer; clearing the log drains what is queued, so that none comes later. */
    private List<String> notes(int expected) throws Exception {
        Await.until(expected + " notes", () -> Files.readAllLines(errorLog).size() >= expected);
        String text = Files.readString(errorLog);
        assertThat(task("clear-error-log")).as(text).contains(": " + text.length() + " bytes removed");
        return text.lines().toList();
    }

    private long count(String counter) {
        return metrics().counter(counter).getCount();
    }

    private int gauge(String name) {
        return (Integer) metrics().getGauges().get(name).getValue();
    }

    private MetricRegistry metrics() {
        return service.getEnvironment().metrics();
    }
}
