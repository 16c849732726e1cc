package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.journal.Match;
import smart.mock.reply.Reply;
import smart.mock.scenario.Stub;
import smart.mock.scenario.UsedUp;

/** Different replies for different requests, and the count of what arrived. */
class StubsIT {
    private static final Match WORK = Match.path("/work").withMethod("GET");

    private final MockBackend mock = MockBackend.start();
    private final HttpCaller caller = new HttpCaller(mock.url());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void theFirstStubThatFitsTakesARequestAndTheOthersDontNotice() throws Exception {
        assertThat(caller.post(
                                "/setscenario",
                                """
                                {"stubs": [
                                  {"match": {"path": "/work", "query": {"a": "1"}}, "entries": [["a1", 200, 0], ["a2", 201, 0]], "then": "repeat"},
                                  {"match": {"method": "GET", "path": "/work"}, "entries": [["any", 200, 0]]}
                                ]}""")
                        .body())
                .isEqualTo("OK");

        assertThat(caller.get("/work?b=2").body()).isEqualTo("any");
        assertThat(caller.get("/work?b=2&a=1").body()).isEqualTo("a1");
        assertThat(caller.get("/work").body()).isEqualTo("any");
        assertThat(caller.get("/work?a=1").statusCode()).isEqualTo(201);
        assertThat(caller.get("/work?a=1").body()).isEqualTo("a1");
        assertThat(caller.get("/scenario").body())
                .startsWith("{\"entries\":3,\"left\":0,\"taken\":5,\"unmatched\":0,\"stubs\":["
                        + "{\"entries\":2,\"left\":0,\"taken\":3,\"then\":\"repeat\"},"
                        + "{\"entries\":1,\"left\":0,\"taken\":2,\"then\":\"last\"}],\"outcomes\":");
    }

    @Test
    void whatNoStubFitsGets404TakesNoEntryAndIsInTheJournal() throws Exception {
        mock.stubs(Stub.of(WORK, Reply.ok("1"), Reply.ok("2")));

        var icon = caller.get("/favicon.ico");
        var preflight = caller.send("OPTIONS", "/work", "");

        assertThat(icon.statusCode()).isEqualTo(404);
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(icon.body())
                .isEqualTo("{\"title\":\"No stub matches\",\"status\":404,"
                        + "\"detail\":\"The scenario has no stub for GET /favicon.ico.\"}");
        assertThat(preflight.statusCode()).isEqualTo(404);
        assertThat(preflight.body()).contains("no stub for OPTIONS /work.");
        assertThat(caller.get("/work").body()).isEqualTo("1");
        assertThat(caller.get("/work").body()).isEqualTo("2");
        assertThat(mock.awaitSettled(4))
                .extracting(JournalEntry::path)
                .containsExactly("/favicon.ico", "/work", "/work", "/work");
        assertThat(mock.journal()).extracting(JournalEntry::outcome).containsOnly(Delivery.DELIVERED);
        assertThat(new ObjectMapper()
                        .readTree(caller.get("/scenario").body())
                        .get("unmatched")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aStubThatIsUsedUpCanLeaveTheRestToTheNext() throws Exception {
        mock.stubs(
                Stub.of(WORK, Reply.of("busy", 503, 0)).then(UsedUp.NEXT),
                Stub.of(WORK, Reply.ok("done")).then(UsedUp.NEXT));

        assertThat(caller.get("/work").body()).isEqualTo("busy");
        assertThat(caller.get("/work").body()).isEqualTo("done");
        assertThat(caller.get("/work").statusCode()).isEqualTo(404);
    }

    @Test
    void eachStubHasItsOwnEndOrNone() throws Exception {
        mock.stubs(
                Stub.of(Match.path("/fail"), Reply.ok("1")).then(UsedUp.FAIL),
                Stub.of(Match.path("/repeat"), Reply.ok("1"), Reply.ok("2")).then(UsedUp.REPEAT),
                Stub.of(Match.path("/last"), Reply.ok("1"), Reply.ok("2")));

        assertThat(caller.get("/fail").body()).isEqualTo("1");
        assertThat(caller.get("/fail").statusCode()).isEqualTo(500);
        for (var expected : new String[] {"1", "2", "1"}) {
            assertThat(caller.get("/repeat").body()).isEqualTo(expected);
        }
        for (var expected : new String[] {"1", "2", "2"}) {
            assertThat(caller.get("/last").body()).isEqualTo(expected);
        }
    }

    @Test
    void manyAtOnceEachTakeAnEntryOfTheirStub() {
        mock.stubs(
                Stub.of(Match.path("/a"), numbered("a", 50)).then(UsedUp.FAIL),
                Stub.of(Match.path("/b"), numbered("b", 50)).then(UsedUp.FAIL));

        var calls = IntStream.range(0, 100)
                .mapToObj(i -> caller.getAsync(i % 2 == 0 ? "/a" : "/b"))
                .toList();

        assertThat(calls.stream().map(call -> call.join().body()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50)
                        .boxed()
                        .flatMap(i -> Stream.of("a" + i, "b" + i))
                        .toList());
    }

    @Test
    void theRequestsThatFitAreCounted() throws Exception {
        mock.always(Reply.ok("{}"));
        caller.get("/work?a=1");
        caller.get("/work?a=2");
        caller.post("/work", "x");

        assertThat(count("{\"match\": {\"path\": \"/work\"}}")).isEqualTo("3");
        assertThat(count("{\"match\": {\"method\": \"GET\", \"path\": \"/work\", \"query\": {\"a\": \"1\"}}}"))
                .isEqualTo("1");
        assertThat(count("{\"match\": {\"headers\": {\"host\": \"127.0.0.1:" + mock.port() + "\"}}}"))
                .isEqualTo("3");
        assertThat(count("{\"match\": {\"path\": \"/other\"}}")).isEqualTo("0");
        assertThat(count("{}")).isEqualTo("3");
        assertThat(mock.received(WORK)).hasSize(2);
        assertThat(mock.received(Match.ANY.withMethod("POST")))
                .extracting(JournalEntry::body)
                .containsExactly("x");
    }

    @Test
    void onceRequestsAreDroppedNobodyIsToldThatTheyNeverCame() throws Exception {
        try (var small = MockBackend.start(MockOptions.defaults().withJournal(10, 2))) {
            small.stubs(Stub.of(Match.path("/p*"), Reply.ok("{}")));
            var itsCaller = new HttpCaller(small.url());
            itsCaller.get("/p0");
            itsCaller.get("/other");
            assertThat(small.received(Match.path("/p0"))).hasSize(1);
            assertThat(small.dropped()).isZero();
            itsCaller.get("/p2");

            for (var question : List.<ThrowingCallable>of(
                    () -> small.received(Match.path("/p0")),
                    () -> small.awaitSettled(3),
                    () -> small.await(journal -> journal.size() == 2))) {
                assertThatIllegalStateException()
                        .isThrownBy(question)
                        .withMessage("the journal has dropped 1 of 3 requests, which may match too: "
                                + "enlarge it with MockOptions.withJournal");
            }
            assertThat(small.dropped()).isEqualTo(1);
            assertThat(small.journal()).hasSize(2);
            assertThat(small.state().taken()).isEqualTo(2);
            assertThat(small.state().unmatched()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoMatchIsAProblem() throws Exception {
        for (var bad : new String[] {
            "", "[]", "{\"match\": 1}", "{\"path\": \"/\"}", "{\"match\": {}} 1", "{\"match\": {\"url\": \"/\"}}"
        }) {
            var problem = caller.post("/requests/count", bad.isEmpty() ? " " : bad);
            assertThat(problem.statusCode()).isEqualTo(400);
            assertThat(problem.body()).startsWith("{\"title\":\"Bad match\",\"status\":400,\"detail\":");
        }
        assertThat(caller.get("/requests/count").statusCode()).isEqualTo(405);
    }

    private String count(String match) throws Exception {
        var answer = caller.post("/requests/count", match);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return answer.body();
    }

    private static Reply[] numbered(String prefix, int replies) {
        return IntStream.range(0, replies).mapToObj(i -> Reply.ok(prefix + i)).toArray(Reply[]::new);
    }
}
