package smart.service.admin.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.Fixtures;
import smart.service.LogLines;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** Each task as {@code curl -X POST} would run it. */
final class TasksIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url())
            .with("limit.maxInFlight", "100")
            .with("backend.timeout", "10");

    private final LogLines audit = LogLines.of(Tasks.class);

    @BeforeEach
    void listen() {
        BACKEND.reply(Reply.json("{}"));
    }

    @AfterEach
    void undo() throws Exception {
        audit.close();
        post("set-limit?value=100&mode=fixed");
        post("set-timeout?value=10");
        post("set-hedging?enabled=false&delay=300ms");
        post("resume");
    }

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @Test
    void aLowerLimitRefusesTheNextCallAndLetsThoseInProgressGoOn() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        BACKEND.reply(Reply.json("{}").after(answer));
        List<CompletableFuture<HttpResponse<byte[]>>> held = List.of(SMART.getAsync(""), SMART.getAsync(""));
        Await.until("two calls in progress", () -> SMART.inFlight() == 2);

        assertThat(answer("set-limit?value=1")).isEqualTo("limit.maxInFlight: 100 -> 1\n");

        assertThat(SMART.get("").statusCode()).isEqualTo(503);
        answer.countDown();
        assertThat(held).extracting(call -> call.join().statusCode()).containsOnly(200);
        SMART.awaitIdle();
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
    }

    @Test
    void theModeOfTheLimitIsChangedAloneOrTogetherWithIt() throws Exception {
        assertThat(answer("set-limit?mode=adaptive")).isEqualTo("limit.mode: fixed -> adaptive\n");
        assertThat(now("/limit/mode")).isEqualTo("\"adaptive\"");
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
        assertThat(post("set-limit?value=3").statusCode()).isEqualTo(400);
        assertThat(answer("set-limit?value=50&mode=fixed"))
                .isEqualTo("limit.maxInFlight: 100 -> 50\nlimit.mode: adaptive -> fixed\n");
        assertThat(now("/limit/max")).isEqualTo("50");
    }

    @Test
    void aLimitBeyondThePoolLetsThePoolGrow() throws Exception {
        assertThat(answer("set-limit?value=5000")).isEqualTo("limit.maxInFlight: 100 -> 5000\n");

        assertThat(now("/pool/max")).isEqualTo("55000");
        assertThat(now("/limit/max")).isEqualTo("5000");
    }

    @Test
    void aShorterTimeoutHoldsForTheNextCall() throws Exception {
        assertThat(answer("set-timeout?value=100ms")).isEqualTo("backend.timeout: 10s -> 100ms\n");

        BACKEND.reply(Reply.never());
        assertThat(SMART.get("").statusCode()).isEqualTo(504);
    }

    @Test
    void theLongestTimeoutIsWhatTheGracePeriodAllows() throws Exception {
        assertThat(answer("set-timeout?value=29")).isEqualTo("backend.timeout: 10s -> 29s\n");
        assertThat(post("set-timeout?value=29001ms").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set-limit                      | value or mode is missing; both may be given",
                "set-limit?mode=auto            | mode is 'auto', must be fixed or adaptive",
                "set-limit?limit=5              | limit is not known; known here: mode, value",
                "set-limit?value=5&value=6      | value is given more than once",
                "set-limit?value=many           | value is 'many', must be a whole number",
                "set-limit?value=007            | value is '007', must be a whole number: it has a leading zero",
                "set-limit?value=%D9%A5         | value is '\u0665', must be a whole number",
                "set-limit?value=0              | value must be greater than or equal to 1",
                "set-limit?value=1000001        | value must be less than or equal to 1000000",
                "set-timeout?value=soon         | value is 'soon', must be a duration, such as 10s or 500ms",
                "set-timeout?value=007          | value is '007', must be a duration, such as 10s or 500ms: it has a leading zero",
                "set-timeout?value=0            | value must be greater than or equal to 1ms",
                "set-timeout?value=2d           | value must be less than or equal to 1d",
                "set-timeout?value=1m           | value must be less than or equal to 29s, a second less than "
                        + "server.shutdownGracePeriod; to change that, restart Smart",
                "set-hedging?delay=soon         | delay is 'soon', must be a duration, such as 10s or 500ms",
                "set-hedging?enabled=none       | enabled is 'none', must be true or false",
                "drain?value=1                  | value is not known; known here: none",
                "clear-error-log?file=x         | file is not known; known here: none",
                "gc?times=2                     | times is not known; known here: runs",
                "log-level?level=DEBUG          | logger is missing, such as logger=smart.service, or logger=ROOT for all",
                "log-level?logger=a&level=LOUD  | level must be one of OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL",
                "log-level?logger=a&level=INFO&level=DEBUG | level is given more than once",
                "log-level?logger=a&level=INFO&duration=PT9999999999999H | duration is 'PT9999999999999H', must be from PT0S to P7D",
                "log-level?logger=ROOT          | level is missing: ROOT has no parent from which it could inherit one",
                "gc?runs=abc                    | runs is 'abc', must be from 1 to 9",
                "gc?runs=0                      | runs is '0', must be from 1 to 9",
                "log-level?logger=a&level=INFO&duration=1h | duration is '1h', must be an ISO 8601 one, such as PT10M"
            })
    void whatIsWrongIsSaidInOneLineAndChangesNothing(String task, String message) throws Exception {
        String before = now("/settings");

        HttpResponse<String> response = post(task);

        assertThat(response.body()).isEqualTo(message + "\n");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(now("/settings")).isEqualTo(before);
    }

    @Test
    void aTaskForAnotherProcessIsRefused() throws Exception {
        String id = now("/service/id").replace("\"", "");
        try (RawCaller caller = new RawCaller(URI.create("http://127.0.0.1:" + SMART.getAdminPort()))) {
            caller.send("POST /tasks/drain HTTP/1.1\r\nHost: localhost\r\nSmart-Service-Id: other\r\n\r\n");
            RawCaller.Response other = caller.read();
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.body())
                    .isEqualTo(
                            "another process answers now than the one that this request is for: nothing was changed\n");
            assertThat(now("/service/draining")).isEqualTo("false");
            caller.send("POST /tasks/drain HTTP/1.1\r\nHost: localhost\r\nSmart-Service-Id: " + id + "\r\n\r\n");
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }

    @Test
    void hedgingIsTurnedOnForTheNextCall() throws Exception {
        assertThat(answer("set-hedging?enabled=true&delay=0"))
                .isEqualTo("hedging.enabled: false -> true\nhedging.delay: 300ms -> 0ms\n");

        AtomicInteger attempts = new AtomicInteger();
        BACKEND.reply(exchange ->
                (attempts.incrementAndGet() == 2 ? Reply.json("{\"second\": 1}") : Reply.never()).to(exchange));
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
    }

    @Test
    void drainingMakesItUnreadyAndClosesConnectionsButStillServes() throws Exception {
        assertThat(answer("drain")).isEqualTo("draining: false -> true\n");

        try (RawCaller caller = new RawCaller(SMART.url(""))) {
            RawCaller.Response response = caller.get(SmartService.PATH).read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Connection")).containsExactly("close");
        }
        Await.until("not ready", () -> readiness() == 503);
        assertThat(now("/service/draining")).isEqualTo("true");

        assertThat(answer("resume")).isEqualTo("draining: true -> false\n");
        Await.until("ready", () -> readiness() == 200);
    }

    @Test
    void aLoggersLevelIsChanged() throws Exception {
        assertThat(answer("log-level?logger=smart.service.test&level=DEBUG"))
                .isEqualTo("smart.service.test: INFO -> DEBUG\n");
        assertThat(answer("log-level?logger=smart.service.test")).isEqualTo("smart.service.test: DEBUG -> INFO\n");
    }

    @Test
    void everyTaskLeavesALineWithTheCallersAddressAndWhatCameOfIt() throws Exception {
        post("set-limit?value=50");
        post("set-timeout?value=never");
        post("gc");
        post("log-level?logger=smart.service.test&level=WARN");

        assertThat(audit.texts())
                .containsExactly(
                        "task set-limit by 127.0.0.1 with value=50: limit.maxInFlight: 100 -> 50",
                        "task set-timeout by 127.0.0.1 with value=never: refused or failed, "
                                + "value is 'never', must be a duration, such as 10s or 500ms",
                        "task gc by 127.0.0.1: Running GC...; Done!",
                        "task log-level by 127.0.0.1 with level=WARN logger=smart.service.test: "
                                + "smart.service.test: INFO -> WARN");
    }

    @Test
    void nobodyCanForgeALineOfTheLog() throws Exception {
        post("set-limit?value=1%0aERROR%20forged%1b%5b2J");

        assertThat(audit.texts())
                .singleElement()
                .asString()
                .startsWith("task set-limit by 127.0.0.1 with value=1; ERROR forged?[2J: refused")
                .hasLineCount(1);
    }

    @Test
    void aTaskIsOnlyRunByPost() throws Exception {
        assertThat(SMART.admin("GET", "/tasks/drain").statusCode()).isEqualTo(405);
        assertThat(now("/service/draining")).isEqualTo("false");
        assertThat(SMART.admin("GET", "/tasks").body())
                .contains("set-limit", "set-timeout", "set-hedging", "drain", "resume", "clear-error-log", "log-level");
    }

    @ParameterizedTest
    @CsvSource({"nosuch, nosuch", "set-limit/x, set-limit/x", "'', ''"})
    void whoAsksForATaskThatDoesNotExistSeesThoseThatDo(String task, String name) throws Exception {
        HttpResponse<String> response = post(task);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("no task is called '" + name + "'; the tasks are clear-error-log, drain, gc, log-level, "
                        + "resume, set-hedging, set-limit, set-timeout\n");
    }

    @Test
    void everyTaskIsInTheRunbook() throws Exception {
        String runbook = Files.readString(Path.of("..", "docs", "operations.md"));

        assertThat(SMART.admin("GET", "/tasks").body().lines())
                .contains("set-limit")
                .allSatisfy(task -> assertThat(Pattern.compile("(?m)^\\| `'?" + task + "[`?].* \\| ")
                                .matcher(runbook)
                                .find())
                        .as("docs/operations.md, Tasks: the table has a row for %s", task)
                        .isTrue());
    }

    private static HttpResponse<String> post(String task) throws IOException, InterruptedException {
        return SMART.admin("POST", "/tasks/" + task);
    }

    private static String answer(String task) throws IOException, InterruptedException {
        HttpResponse<String> response = post(task);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static int readiness() {
        try {
            return SMART.send("GET", "/health-check?type=ready").statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String now(String pointer) throws IOException, InterruptedException {
        return Fixtures.parse(
                        SMART.admin("GET", "/console/now").body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .at(pointer)
                .toString();
    }
}
