package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.UsedUp;
import smart.testkit.RawCaller;

class MockBackendIT {
    private static final long FOR_EVER = 3_600_000;

    private final MockBackend mock = MockBackend.start();
    private final HttpCaller caller = new HttpCaller(mock.url());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void playsTheEntriesInOrder() throws Exception {
        mock.scenario(Reply.of("{\"n\": 1}", 200, 0), Reply.of("{\"n\": 2}", 503, 20));

        var first = caller.get("/");
        var second = caller.get("/some/path?a=b");

        assertThat(first.body()).isEqualTo("{\"n\": 1}");
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.body()).isEqualTo("{\"n\": 2}");
        assertThat(mock.awaitSettled(2))
                .satisfiesExactly(one -> assertThat(one.path()).isEqualTo("/"), two -> {
                    assertThat(two.path()).isEqualTo("/some/path");
                    assertThat(two.query()).isEqualTo("a=b");
                    assertThat(two.outcome()).isEqualTo(Delivery.DELIVERED);
                });
    }

    @Test
    void aReplyIsNeverEarly() throws Exception {
        mock.scenario(Reply.of("{}", 200, 50));
        long start = System.nanoTime();
        caller.get("/");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void everyStatusFrom200IsSentAsGiven() throws Exception {
        var statuses = IntStream.rangeClosed(200, 599).boxed().toList();
        mock.scenario(statuses.stream().map(status -> Reply.of("{}", status, 0)).toList());

        for (int status : statuses) {
            var reply = caller.get("/");
            assertThat(reply.statusCode()).isEqualTo(status);
            // RFC 9110 sections 15.3.5, 15.3.6, 15.4.5: these have no content.
            assertThat(reply.body()).isEqualTo(List.of(204, 205, 304).contains(status) ? "" : "{}");
        }
    }

    @Test
    void headersAndContentTypeAreSentAsGiven() throws Exception {
        mock.scenario(Reply.ok("gr\u00fc\u00dfe")
                .as("text/plain;charset=utf-8")
                .with("X-One", "1")
                .with("X-Two", "3")
                .with("X-One", "2"));
        var reply = caller.get("/");
        assertThat(reply.body()).isEqualTo("gr\u00fc\u00dfe");
        assertThat(reply.headers().allValues("X-One")).containsExactly("1", "2");
        assertThat(reply.headers().allValues("Content-Type")).containsExactly("text/plain;charset=utf-8");
    }

    @Test
    void aHeaderOfTheScenarioStandsInPlaceOfTheMocksOwn() throws Exception {
        mock.scenario(Reply.ok("{}")
                .with("Date", "Thu, 01 Jan 1970 00:00:00 GMT")
                .with("Connection", "close")
                .with("Server", "x"));
        try (var raw = new RawCaller(mock.url()).get("/")) {
            assertThat(raw.readToEnd().lines())
                    .containsOnlyOnce("Date: Thu, 01 Jan 1970 00:00:00 GMT", "Connection: close", "Server: x")
                    .filteredOn(line -> line.matches("(?i)(date|connection|server):.*"))
                    .hasSize(3);
        }
    }

    /** RFC 9110 section 8.6: in a 304 it would be that of the content that was not sent. */
    @Test
    void a304HasNoContentLength() throws Exception {
        mock.always(Reply.of("{}", 304, 0));
        try (var raw = new RawCaller(mock.url())) {
            assertThat(raw.get("/").readHead().header("Content-Length")).isEmpty();
            assertThat(raw.get("/").readHead().status()).isEqualTo(304);
        }
        assertThat(mock.awaitSettled(2)).extracting(JournalEntry::outcome).containsOnly(Delivery.DELIVERED);
    }

    @Test
    void aReplyToHeadHasNoBody() throws Exception {
        mock.always(Reply.ok("{}"));
        var reply = caller.send("HEAD", "/", "");
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers().firstValue("Content-Length")).hasValue("2");
    }

    @Test
    void aRequestWithABodyIsAnsweredToo() throws Exception {
        mock.always(Reply.of("{}", 201, 5));
        assertThat(caller.post("/", "x".repeat(1_000_000)).statusCode()).isEqualTo(201);
        assertThat(caller.post("/", "x").statusCode()).isEqualTo(201);
    }

    @Test
    void aHundredAtOnceTakeAHundredEntries() {
        mock.scenario(IntStream.range(0, 100)
                .mapToObj(i -> Reply.of("{\"n\": " + i + "}", 200, 50))
                .toList());

        var calls = IntStream.range(0, 100).mapToObj(i -> caller.getAsync("/")).toList();

        assertThat(calls.stream().map(CompletableFuture::join).map(HttpResponse::body))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void aDelayedReplyOfTheScenarioBeforeArrivesAndIsInNoNewJournal() throws Exception {
        mock.scenario(Reply.of("{\"old\": true}", 200, 300));
        var old = caller.getAsync("/");
        mock.await(entries -> entries.size() == 1);

        mock.scenario(Reply.ok("{\"new\": true}"));

        assertThat(caller.get("/").body()).isEqualTo("{\"new\": true}");
        assertThat(old.join().body()).isEqualTo("{\"old\": true}");
        assertThat(mock.awaitSettled(1)).hasSize(1);
    }

    @Test
    void statusZeroDropsTheConnectionAfterItsDelay() throws Exception {
        mock.scenario(Reply.drop(10));
        try (var raw = new RawCaller(mock.url())) {
            assertThat(raw.get("/").readToEnd()).isEmpty();
        }
        assertThat(mock.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(Delivery.FAULT);
    }

    @Test
    void aCallerThatClosesIsSeenBeforeItsReplyIsDue() throws Exception {
        mock.always(Reply.of("{}", 200, FOR_EVER));
        var fin = new RawCaller(mock.url()).get("/fin");
        var rst = new RawCaller(mock.url()).get("/rst");
        mock.await(entries -> entries.size() == 2);

        fin.close();
        rst.reset();

        assertThat(mock.awaitSettled(2)).extracting(JournalEntry::outcome).containsOnly(Delivery.ABORTED);
    }

    @Test
    void aCallerThatClosesOnlyItsHalfStillGetsItsReply() throws Exception {
        mock.scenario(Reply.of("{\"half\": 1}", 200, 3000));
        try (var raw = new RawCaller(mock.url()).get("/")) {
            raw.halfClose();
            assertThat(mock.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(Delivery.ABORTED);
            assertThat(raw.readToEnd()).endsWith("\r\n\r\n{\"half\": 1}");
        }
    }

    @Test
    void requestsSentAheadAreAnsweredInOrder() throws Exception {
        mock.scenario(Reply.of("{\"n\": 1}", 200, 50), Reply.of("{\"n\": 2}", 200, 50), Reply.of("{\"n\": 3}", 200, 0));
        try (var raw = new RawCaller(mock.url()).get("/1")) {
            mock.await(entries -> entries.size() == 1);
            raw.get("/2").get("/3");
            raw.readUntil("{\"n\": 1}");
            raw.readUntil("{\"n\": 2}");
            raw.readUntil("{\"n\": 3}");
        }
        assertThat(mock.awaitSettled(3)).extracting(JournalEntry::path).containsExactly("/1", "/2", "/3");
    }

    @Test
    void aConnectionServesManyDelayedReplies() throws Exception {
        mock.always(Reply.of("{}", 200, 1));
        try (var raw = new RawCaller(mock.url())) {
            for (int i = 0; i < 200; i++) {
                raw.get("/" + i).readUntil("\r\n\r\n{}");
            }
        }
        assertThat(mock.awaitSettled(200)).extracting(JournalEntry::outcome).containsOnly(Delivery.DELIVERED);
    }

    @Test
    void whenItIsUsedUpTheScenarioCanFail() throws Exception {
        mock.scenario(new Scenario(List.of(), UsedUp.FAIL));
        var reply = caller.get("/");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).contains("no entry for this request");
    }

    @Test
    void severalPlaySideBySide() throws Exception {
        try (var other = MockBackend.start()) {
            mock.always(Reply.ok("\"one\""));
            other.always(Reply.ok("\"other\""));
            assertThat(caller.get("/").body()).isEqualTo("\"one\"");
            assertThat(new HttpCaller(other.url()).get("/").body()).isEqualTo("\"other\"");
            assertThat(other.journal()).hasSize(1);
        }
    }

    @Test
    void theSameSeedGivesTheSameReplies() throws Exception {
        try (var one = MockBackend.start(MockOptions.defaults().withSeed(5));
                var two = MockBackend.start(MockOptions.defaults().withSeed(5))) {
            var first = new HttpCaller(one.url()).getAsync("/");
            var second = new HttpCaller(two.url()).getAsync("/");
            assertThat(first.join().body()).isEqualTo(second.join().body());
        }
    }

    /** A body of null stands for what can't happen, as a bug or a heap that is too small. */
    @Test
    void aReplyThatCannotBeMadeClosesTheConnection() throws Exception {
        mock.always(Reply.of(null, 200, 5));
        try (var raw = new RawCaller(mock.url()).get("/")) {
            assertThat(raw.readToEnd()).isEmpty();
        }
        assertThat(mock.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(Delivery.ABORTED);
    }

    @Test
    void anotherCanStartOnThePortOfAClosedOne() throws Exception {
        mock.close();
        try (var back = MockBackend.start(MockOptions.defaults(), mock.port())) {
            back.always(Reply.ok("{}"));
            assertThat(caller.get("/").body()).isEqualTo("{}");
        }
    }

    @Test
    void closingDropsWhatStillWaits() throws Exception {
        mock.always(Reply.of("{}", 200, FOR_EVER));
        try (var raw = new RawCaller(mock.url()).get("/")) {
            mock.await(entries -> entries.size() == 1);
            mock.close();
            assertThat(raw.readToEnd()).isEmpty();
        }
    }
}
