package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** The jar as a process that plays. */
class MockApplicationIT {
    private static final int CROWD = 10_000;

    /** One with two ports and a capacity, for the tests that leave it running. */
    private static MockProcess shared;

    @BeforeAll
    static void start() throws Exception {
        shared = MockProcess.play("--port", "0", "0", "--admin-port", "0", "--capacity", "5");
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void tenThousandAtOnceWithFiveSecondsDelayAllGetTheirReplyFromAFewThreads() throws Exception {
        try (var mock = MockProcess.play("--port", "0", "--admin-port", "0");
                var crowd = new Crowd()) {
            mock.caller(0)
                    .post("/setscenario", "{\"entries\": [[\"{\\\"time\\\": 5000}\", 200, 5000]], \"then\": \"last\"}");

            assertThat(crowd.call(mock.url(0), CROWD)).isEqualTo(Map.of("200 {\"time\": 5000}", CROWD));

            var metrics = json(mock.admin().get("/metrics").body());
            assertThat(metrics.at("/gauges/jvm.threads.count/value").asInt()).isLessThan(64);
            assertThat(metrics.at("/gauges/jvm.threads.peak.count/value").asInt())
                    .isLessThan(64);
            assertThat(metrics.at("/histograms/mock.lateness-us/count").asInt()).isEqualTo(CROWD);
            assertThat(json(mock.caller(0).get("/scenario").body())
                            .at("/outcomes/delivered")
                            .asInt())
                    .isEqualTo(CROWD);
        }
    }

    @Test
    void severalPortsPlayOneScenario() throws Exception {
        shared.caller(0).post("/setscenario", "[[\"1\", 200, 0], [\"2\", 200, 0]]");
        assertThat(shared.caller(0).get("/").body()).isEqualTo("1");
        assertThat(shared.caller(1).get("/").body()).isEqualTo("2");
    }

    @Test
    void headersAreNotedAsSent() throws Exception {
        shared.caller(0).post("/setscenario", "[[\"{}\", 200, 0]]");
        try (var raw = new RawCaller(shared.url(0))) {
            raw.send("GET / HTTP/1.1\r\nHOST: LOCALhost\r\ncache-control: NO-CACHE\r\n\r\n");
            raw.readUntil("\r\n\r\n{}");
        }
        var details = shared.caller(0).get("/requests?detail=true").body();
        assertThat(details).contains("\"HOST\":\"LOCALhost\"", "\"cache-control\":\"NO-CACHE\"");
    }

    @Test
    void theAdminPortHasMetricsAndHealthAndPlaysNothing() throws Exception {
        assertThat(json(shared.admin().get("/healthcheck").body())
                        .at("/timer/healthy")
                        .asBoolean())
                .isTrue();
        assertThat(json(shared.admin().get("/metrics").body()).at("/gauges").fieldNames())
                .toIterable()
                .contains("mock.busy", "mock.queued", "jvm.threads.count");
        assertThat(shared.admin().get("/requests").statusCode()).isEqualTo(404);
        assertThat(shared.url(0).getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void theCapacityCanBeChangedWhileItRuns() throws Exception {
        assertThat(shared.admin().post("/tasks/set-capacity?value=1", "").body())
                .isEqualTo("capacity: 1\n");
        shared.caller(0).post("/setscenario", "{\"entries\": [[\"{}\", 200, 3600000]], \"then\": \"last\"}");
        try (var one = new RawCaller(shared.url(0));
                var two = new RawCaller(shared.url(0))) {
            one.get("/");
            two.get("/");
            awaitLoad(1, 1);

            assertThat(shared.admin().post("/tasks/set-capacity?value=2", "").body())
                    .isEqualTo("capacity: 2\n");

            awaitLoad(2, 0);
        } finally {
            shared.caller(0).post("/reset", "");
        }
    }

    private static void awaitLoad(int busy, int queued) {
        Await.until(busy + " are served and " + queued + " wait", () -> {
            var gauges = json(shared.admin().get("/metrics").body()).get("gauges");
            return gauges.at("/mock.busy/value").asInt() == busy
                    && gauges.at("/mock.queued/value").asInt() == queued;
        });
    }

    @ParameterizedTest
    @CsvSource({"nosuch, nosuch", "set-capacity/x, set-capacity/x", "'', ''"})
    void whoAsksForATaskThatDoesNotExistSeesThoseThatDo(String task, String name) throws Exception {
        var refused = shared.admin().post("/tasks/" + task, "");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .isEqualTo("no task is called '" + name + "'; the tasks are gc, log-level, set-capacity\n");
        assertThat(shared.admin().post("/tasks/gc", "").statusCode()).isEqualTo(200);
        assertThat(shared.admin()
                        .post("/tasks/log-level?logger=a&level=INFO", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?value=0         | value is 1 to 1000000, not 0",
                "?value=1000001   | value is 1 to 1000000, not 1000001",
                "?value=many      | value is 1 to 1000000, not many",
                "?value=5&value=6 | value is 1 to 1000000, not 5, 6",
                "''               | value is 1 to 1000000, not none",
                "?valeu=20        | valeu is not known; known here: value",
                "?a%0ab=20        | a?b is not known; known here: value"
            })
    void aWrongCapacityIsSaidInOneLine(String query, String message) throws Exception {
        assertRefused(shared, query, message);
    }

    @Test
    void withoutACapacityThereIsNoneToChange() throws Exception {
        try (var mock = MockProcess.play("--port", "0", "--admin-port", "0")) {
            assertRefused(mock, "?value=20", "the mock was started without --capacity: it works on any number");
            mock.terminate();
            assertThat(mock.nextLine()).as("no stack trace").isNull();
        }
    }

    private static void assertRefused(MockProcess mock, String query, String message) throws Exception {
        var refused = mock.admin().post("/tasks/set-capacity" + query, "");
        assertThat(refused.body()).isEqualTo(message + "\n");
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void terminatedWhileRepliesWaitItEndsAtOnce() throws Exception {
        try (var mock = MockProcess.play("--port", "0", "--admin-port", "0");
                var raw = new RawCaller(mock.url(0))) {
            mock.caller(0).post("/setscenario", "[[\"{}\", 200, 3600000]]");
            raw.get("/");
            Await.until(
                    "the request is there",
                    () -> json(mock.caller(0).get("/requests").body()).size() == 1);
            assertThat(mock.terminate()).isIn(0, 143);
            assertThat(raw.readToEnd()).isEmpty();
        }
    }

    @Test
    void aSmallHeapHoldsHoweverLargeTheHeadsAre() throws Exception {
        int requests = 10_000;
        try (var mock = MockProcess.play(List.of("-Xmx64m"), "--port", "0", "--admin-port", "0");
                var raw = new RawCaller(mock.url(0))) {
            mock.caller(0).post("/setscenario", "{\"entries\": [[\"{}\", 200, 0]], \"then\": \"last\"}");
            var request = "GET / HTTP/1.1\r\nHost: mock\r\nCookie: " + "c".repeat(7_000) + "\r\n\r\n";
            for (int i = 0; i < requests; i++) {
                raw.send(request).readUntil("\r\n\r\n{}");
            }
            assertThat(json(mock.caller(0).get("/requests").body())).hasSize(requests);
            assertThat(json(mock.caller(0).get("/requests?detail=true").body())).hasSizeBetween(1_000, 2_500);
        }
    }

    /** They have 30 kB of head each, 45 MB together: they would not fit, if each stayed until its time comes. */
    @ParameterizedTest
    @CsvSource({"'0, \"stall\"', 0", "3600000, 0", "3600000, 100000"})
    void callersThatLeaveAreForgottenLongBeforeTheirTimeComes(String delayAndFault, String capacity) throws Exception {
        var heap = List.of("-Xmx40m", "-XX:+ExitOnOutOfMemoryError");
        try (var mock = MockProcess.play(heap, "--port", "0", "--admin-port", "0", "--capacity", capacity)) {
            mock.caller(0)
                    .post("/setscenario", "{\"entries\": [[\"{}\", 200, " + delayAndFault + "]], \"then\": \"last\"}");
            for (int gone = 0; gone < 1_500; gone += 100) {
                var callers = new ArrayList<RawCaller>();
                for (int i = 0; i < 100; i++) {
                    callers.add(new RawCaller(mock.url(0)).get("/", "Cookie: " + "c".repeat(30_000)));
                }
                awaitCount(mock, "/taken", gone + 100);
                for (var caller : callers) {
                    caller.reset();
                }
                awaitCount(mock, "/outcomes/aborted", gone + 100);
            }
        }
    }

    private static void awaitCount(MockProcess mock, String field, int count) {
        Await.until(
                field + " is " + count,
                () -> json(mock.caller(0).get("/scenario").body()).at(field).asInt() == count);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
