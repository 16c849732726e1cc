package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.mock.MockBackend;
import smart.mock.MockOptions;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.UsedUp;
import smart.service.LongForm;
import smart.service.SmartProcess;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/**
 * Whatever backend and callers do, nothing is left behind. A few seconds here; {@code make soak} makes it half an hour, with
 * a line for each restart of the backend in {@code target/soak.log}.
 */
@LongForm
class SoakIT {
    private static final long MIB = 1 << 20;
    private static final int CALLERS = 16;
    private static final int SELECTORS = 2;
    private static final Duration SOAK = Duration.ofSeconds(Integer.getInteger("soak.seconds", 6));
    private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(Integer.getInteger("soak.restart", 2));
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("soak.pause", 10));
    private static final MockOptions SMALL_JOURNAL = MockOptions.defaults().withJournal(1, 1);
    /** Changes of the limit's mode between two restarts of the backend. */
    private static final int MODES_EACH = 5;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path LOG = Path.of("target", "soak.log");

    @TempDir
    private Path folder;

    @Test
    void nothingIsLeftBehindAfterEveryKindOfCallAndBackend() throws Exception {
        Files.deleteIfExists(LOG);
        MockBackend backend = MockBackend.start(SMALL_JOURNAL);
        int port = backend.port();
        backend.close();
        try (SmartProcess smart = SmartProcess.start(folder, variables(port), "server", config().toString())) {
            long warm = load(smart, port, BETWEEN_RESTARTS.multipliedBy(2));
            Footprint before = settled(smart);
            log("before: " + before);

            long calls = load(smart, port, SOAK);

            Await.until(
                    "no more files open than " + before.files(),
                    () -> settled(smart).files() <= before.files() + 2);
            Footprint after = settled(smart);
            log("after " + calls + " calls: " + after);
            assertThat(warm + calls).isGreaterThan(CALLERS);
            assertThat(after.inFlight()).as("permits").isZero();
            assertThat(after.leased()).as("connections").isZero();
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 2);
            assertThat(after.direct()).as("direct memory").isLessThan(before.direct() + 2 * MIB);
            assertThat(after.heap()).as("heap").isLessThan(before.heap() + 16 * MIB);
            for (String outcome :
                    List.of("success", "backend_status", "backend_error", "timeout", "rejected", "bad_request")) {
                long count = Footprint.calls(smart, outcome);
                log(outcome + ": " + count);
                assertThat(count).as(outcome).isPositive();
            }
            assertThat(Footprint.calls(smart, "internal")).isZero();
        }
    }

    /** More callers than permits, hedging, and pools of threads that don't grow and shrink. */
    private Path config() throws IOException {
        return Files.writeString(
                folder.resolve("soak.yml"),
                """
                limit: {maxInFlight: 10}
                hedging: {enabled: true, delay: 60ms, extraAttempts: 1, budget: 100}
                errorLog: {maxFileSize: 1MiB, maxFiles: 2}
                server: {minThreads: 16, maxThreads: 16, adminMinThreads: 6, adminMaxThreads: 6}
                """);
    }

    private static Map<String, String> variables(int port) {
        return Map.of(
                "REMOTE_URL", "http://127.0.0.1:" + port,
                "PORT_NUMBER", "0",
                "ADMIN_PORT", "0",
                "WORKERS", String.valueOf(SELECTORS),
                "REQUEST_TIMEOUT", "300ms");
    }

    /** Calls for that long, while the backend goes away and comes back; returns how many. */
    private static long load(SmartProcess smart, int port, Duration time) throws Exception {
        try (MixedCallers callers = new MixedCallers(Footprint.endpoint(smart), CALLERS, PAUSE)) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                try (MockBackend backend = SamePort.start(SMALL_JOURNAL, port)) {
                    backend.scenario(new Scenario(replies(), UsedUp.REPEAT));
                    for (int i = 0; i < MODES_EACH; i++) {
                        LockSupport.parkNanos(BETWEEN_RESTARTS.toNanos() / MODES_EACH);
                        switchMode(smart);
                    }
                }
                log(callers.calls() + " calls: " + Footprint.of(smart));
            }
            return callers.calls();
        }
    }

    /** What decides the limit changes under load: no call may fall between the two. */
    private static void switchMode(SmartProcess smart) throws Exception {
        String mode = ThreadLocalRandom.current().nextBoolean() ? "adaptive" : "fixed";
        HttpRequest request = HttpRequest.newBuilder(smart.adminUrl("/tasks/set-limit?mode=" + mode))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static List<Reply> replies() {
        List<Reply> replies = new ArrayList<>();
        for (Fault fault : EnumSet.allOf(Fault.class)) {
            if (fault != Fault.LARGE) { // Ten MiB on each of the others' turns would be a test of the mock.
                replies.add(Reply.fault(fault));
            }
            replies.add(Reply.of("{\"time\": 5}", 200, 5));
            replies.add(Reply.of("{\"time\": 40}", 200, 40));
            replies.add(Reply.of("{\"time\": 0}", 200, 0));
        }
        replies.add(Reply.fault(Fault.LARGE));
        replies.add(Reply.of("not JSON", 200, 1));
        replies.add(Reply.of("oops", 500, 1));
        replies.add(Reply.of("slow down", 429, 1));
        replies.add(Reply.of("{\"time\": 2000}", 200, 2000));
        replies.add(Reply.drop(100));
        return replies;
    }

    /**
     * After the load has gone. A few calls first: the JVM lets go of a closed socket when its selector is next awake, and
     * those of an idle service sleep.
     */
    private static Footprint settled(SmartProcess smart) {
        for (int i = 0; i < 2 * SELECTORS; i++) {
            try (RawCaller caller = new RawCaller(Footprint.endpoint(smart))) {
                caller.get("/api/smart?timeout=soon").read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Await.until("no call and no attempt in progress", () -> {
            Footprint now = Footprint.of(smart);
            return now.inFlight() == 0 && now.leased() == 0;
        });
        return Footprint.afterCollection(smart);
    }

    private static void log(String line) throws IOException {
        Files.writeString(LOG, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
