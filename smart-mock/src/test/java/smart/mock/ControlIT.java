package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.mock.journal.JournalSize;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** The control endpoints. */
class ControlIT {
    private final MockBackend mock = MockBackend.start(MockOptions.defaults().withJournal(3, 2));
    private final HttpCaller caller = new HttpCaller(mock.url());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void aScenarioIsSetAndItsArrivalsAreListed() throws Exception {
        var answer = caller.post("/setscenario", "[[\"{}\", 201, 5], [\"x\", 404, 0]]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("OK");
        assertThat(caller.get("/").statusCode()).isEqualTo(201);
        assertThat(caller.get("/").statusCode()).isEqualTo(404);
        var times = json(caller.get("/requests"));
        assertThat(times).hasSize(2).allSatisfy(time -> assertThat(time.isDouble())
                .isTrue());
        assertThat(times.get(0).asDouble()).isPositive().isLessThan(times.get(1).asDouble());
    }

    @Test
    void thirtyThousandEntriesAreAccepted() throws Exception {
        var entries = "[" + "[\"{}\", 200, 50],".repeat(29_999) + "[\"{}\", 200, 50]]";
        assertThat(caller.post("/setscenario", entries).body()).isEqualTo("OK");
        assertThat(json(caller.get("/scenario")).get("left").asInt()).isEqualTo(30_000);
    }

    @Test
    void aScenarioThatComesInPiecesIsWaitedFor() throws Exception {
        try (var raw = new RawCaller(mock.url())) {
            raw.send("POST /setscenario HTTP/1.1\r\nHost: mock\r\nExpect: 100-continue\r\nContent-Length: 13\r\n\r\n");
            raw.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
            raw.send("[[\"1\",").send("200,0]]");
            raw.readUntil("\r\n\r\nOK");
        }
        assertThat(caller.get("/").body()).isEqualTo("1");
    }

    @Test
    void aMalformedScenarioIsAProblemAndLeavesTheRunningOne() throws Exception {
        mock.scenario(Reply.ok("\"first\""), Reply.ok("\"second\""));
        caller.get("/");

        var problem = caller.post("/setscenario", "[[\"{}\", 200, 5], [\"{}\", 700, 5]]");

        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(problem).get("index").asInt()).isEqualTo(1);
        assertThat(json(problem).get("detail").asText())
                .isEqualTo("entry 1: a status is 200 to 599, or 0 to drop the connection, not 700");
        assertThat(caller.get("/").body()).isEqualTo("\"second\"");
        assertThat(mock.journal()).hasSize(2);
    }

    @Test
    void aCallerThatIsStillSendingGetsToSeeTheProblem() throws Exception {
        var tail = ",[\"{}\", 200, 5]".repeat(300_000);
        for (int i = 0; i < 3; i++) {
            var problem = caller.post("/setscenario", "[[\"{}\", 700, 5]" + tail + "]");
            assertThat(json(problem).get("index").asInt()).isZero();
        }
    }

    @Test
    void theScenarioTellsHowFarItIsAndCanBeEnded() throws Exception {
        mock.scenario(Reply.ok("{}"), Reply.fault(Fault.EMPTY), Reply.ok("{}"));
        caller.get("/");
        try (var raw = new RawCaller(mock.url()).get("/")) {
            raw.readToEnd();
        }
        mock.awaitSettled(2);

        assertThat(caller.get("/scenario").body())
                .isEqualTo("{\"entries\":3,\"left\":1,\"taken\":2,\"then\":\"random\","
                        + "\"outcomes\":{\"pending\":0,\"delivered\":1,\"aborted\":0,\"fault\":1}}");
        assertThat(caller.send("DELETE", "/scenario", "").body()).isEqualTo("OK");
        assertThat(json(caller.get("/scenario")).get("left").asInt()).isZero();
    }

    @Test
    void detailTellsWhatWasAskedAndWhatBecameOfIt() throws Exception {
        mock.scenario(Reply.of("{}", 418, 0));
        caller.get("/tea?pot=1");
        mock.awaitSettled(1);

        var entry = json(caller.get("/requests?detail=true")).get(0);

        assertThat(entry.get("time").asDouble()).isPositive();
        assertThat(entry.get("method").asText()).isEqualTo("GET");
        assertThat(entry.get("path").asText()).isEqualTo("/tea");
        assertThat(entry.get("query").asText()).isEqualTo("pot=1");
        assertThat(entry.get("headers").get("Host").asText()).isEqualTo("127.0.0.1:" + mock.port());
        assertThat(entry.get("status").asInt()).isEqualTo(418);
        assertThat(entry.get("fault").isNull()).isTrue();
        assertThat(entry.get("outcome").asText()).isEqualTo("delivered");
    }

    @Test
    void detailHasTheBodyAsFarAsItIsKept() throws Exception {
        try (var small = MockBackend.start(MockOptions.defaults().withJournal(new JournalSize(10, 10, 100_000, 5)))) {
            small.always(Reply.ok("{}"));
            var itsCaller = new HttpCaller(small.url());
            itsCaller.post("/", "abc");
            itsCaller.post("/", "abcdefgh".repeat(100_000));
            itsCaller.get("/");
            small.awaitSettled(3);

            var entries = json(itsCaller.get("/requests?detail=true"));
            assertThat(entries).extracting(entry -> entry.get("body").asText()).containsExactly("abc", "abcde", "");
            assertThat(entries)
                    .extracting(entry -> entry.get("bodySize").asInt())
                    .containsExactly(3, 800_000, 0);
        }
    }

    @Test
    void sinceAndLimitGoThroughTheJournalPageByPage() throws Exception {
        mock.always(Reply.ok("{}"));
        caller.get("/1");
        caller.get("/2");
        caller.get("/3");

        var all = json(caller.get("/requests"));
        var first = json(caller.get("/requests?limit=1"));
        var rest = json(caller.get("/requests?since=" + first.get(0).asText() + "&limit=5"));

        assertThat(first).containsExactly(all.get(0));
        assertThat(rest).containsExactly(all.get(1), all.get(2));
        var detail = json(caller.get("/requests?detail=true&since=" + all.get(1).asText()));
        assertThat(detail).extracting(entry -> entry.get("path").asText()).containsExactly("/3");
    }

    @Test
    void whatFellOutIsCountedInAHeader() throws Exception {
        mock.always(Reply.ok("{}"));
        for (int i = 0; i < 5; i++) {
            caller.get("/");
        }
        var times = caller.get("/requests");
        var details = caller.get("/requests?detail=true");

        assertThat(json(times)).hasSize(3);
        assertThat(times.headers().firstValue("Journal-Dropped")).hasValue("2");
        assertThat(times.headers().firstValue("Journal-Total")).hasValue("5");
        assertThat(json(details)).hasSize(2);
        assertThat(details.headers().firstValue("Journal-Dropped")).hasValue("3");
    }

    @Test
    void aBadQueryIsAProblem() throws Exception {
        assertProblem(caller.get("/requests?since=x"), "since is a number of seconds, 0 or more, not \"x\"");
        assertProblem(caller.get("/requests?since=1&since=2"), "\"since\" may be given once");
        assertProblem(caller.get("/requests?since=-1"), "since is a number of seconds, 0 or more, not \"-1\"");
        assertProblem(caller.get("/requests?since=NaN"), "since is a number of seconds, 0 or more, not \"NaN\"");
        assertProblem(caller.get("/requests?limit=0"), "limit is a whole number from 1 to 2147483647, not \"0\"");
        assertProblem(caller.get("/requests?detail=yes"), "detail is true or false, not \"yes\"");
        assertProblem(caller.get("/requests?details=true"), "\"details\" is unknown; allowed: since, limit, detail");
    }

    @Test
    void slowCallersOfControlEndpointsLeaveTheBackendItsThreads() throws Exception {
        mock.always(Reply.ok("{}"));
        var slow = new ArrayList<RawCaller>();
        try {
            for (int i = 0; i < 14; i++) {
                slow.add(new RawCaller(mock.url()));
                slow.get(i).send("POST /setscenario HTTP/1.1\r\nHost: mock\r\nContent-Length: 2\r\n\r\n[");
            }
            Await.until(
                    "no more control requests are taken",
                    () -> caller.get("/scenario").statusCode() == 503);

            assertThat(caller.get("/").body()).isEqualTo("{}");
            assertThat(json(caller.get("/scenario")).get("detail").asText())
                    .isEqualTo("6 control requests are in progress, which is the most.");
        } finally {
            for (var each : slow) {
                each.close();
            }
        }
        Await.until(
                "control requests are taken again",
                () -> caller.get("/scenario").statusCode() == 200);
    }

    @Test
    void aCallerThatIsStillSendingABadMatchGetsToSeeTheProblem() throws Exception {
        var tail = " ".repeat(20_000_000);
        assertProblem(caller.post("/requests/count", "{\"match\": 1" + tail + "}"), "a match is an object, not 1");
    }

    @Test
    void anotherMethodIsRefusedWithTheAllowedOnes() throws Exception {
        var refused = caller.get("/setscenario");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
        assertThat(caller.post("/requests", "x").statusCode()).isEqualTo(405);
        assertThat(caller.post("/scenario", "").statusCode()).isEqualTo(405);
    }

    private static void assertProblem(HttpResponse<String> response, String detail) throws Exception {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("detail").asText()).isEqualTo(detail);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
