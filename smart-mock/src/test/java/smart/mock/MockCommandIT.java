package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** What the jar does with its command line, and what it prints. */
class MockCommandIT {
    @Test
    void aDelayLongerThanTheIdleTimeoutIsKept(@TempDir Path folder) throws Exception {
        var config = Files.writeString(
                folder.resolve("mock.yml"),
                """
                mock:
                  seed: 4
                  capacity: 10
                  queue: 5
                  journal: 100
                  journalDetail: 10
                  faults: {reset: 0.5%}
                  dripInterval: 5ms
                  stallHold: 1s
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0, idleTimeout: 2s}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                """);
        try (var mock = MockProcess.play("server", config.toString())) {
            assertThat(mock.caller(0)
                            .post("/setscenario", "[[\"late\", 200, 3000]]")
                            .body())
                    .isEqualTo("OK");
            assertThat(mock.caller(0).get("/").body()).isEqualTo("late");
        }
    }

    /** The idle timeout would be over, for the second time, while the replies are written. */
    @Test
    void repliesThatAreDueWhenTheIdleTimeoutIsOverAllArrive(@TempDir Path folder) throws Exception {
        try (var mock = MockProcess.play("server", withIdleTimeout("2s", folder))) {
            mock.caller(0).post("/setscenario", "{\"entries\": [[\"late\", 200, 4000]], \"then\": \"last\"}");
            var callers = new ArrayList<RawCaller>();
            for (int i = 0; i < 300; i++) {
                callers.add(new RawCaller(mock.url(0)).get("/"));
            }
            for (var caller : callers) {
                assertThat(caller.read().body()).isEqualTo("late");
                caller.close();
            }
        }
    }

    @Test
    void aBodyThatPausesForTheIdleTimeoutIsATimeoutWithWhatArrived(@TempDir Path folder) throws Exception {
        try (var mock = MockProcess.play("server", withIdleTimeout("2s", folder));
                var raw = new RawCaller(mock.url(0))) {
            raw.send("POST / HTTP/1.1\r\nHost: mock\r\nContent-Length: 50\r\n\r\nabc");
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 408 ").contains("The body did not arrive in full.");

            var entry = json(mock.caller(0).get("/requests?detail=true").body()).get(0);
            assertThat(entry.get("status").asInt()).isEqualTo(408);
            assertThat(entry.get("body").asText()).isEqualTo("abc");
        }
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        var help = MockProcess.run("-h");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output())
                .contains("--host", "--port", "--admin-port", "--seed", "--fault", "--capacity", "--queue")
                .contains("--journal", "--journal-detail", "--journal-memory", "--journal-body", "--drip-interval")
                .contains("--stall-hold", "server CONFIG");
        assertThat(MockProcess.run("--version").output()).startsWith("smart-mock ");
    }

    @Test
    void manyPortsHaveEnoughThreadsHoweverManyCores() throws Exception {
        var args = new ArrayList<>(List.of("--admin-port", "0", "--port"));
        args.addAll(Collections.nCopies(16, "0"));
        try (var mock = MockProcess.play(List.of("-XX:ActiveProcessorCount=16"), args.toArray(String[]::new))) {
            assertThat(mock.caller(15).get("/requests").body()).isEqualTo("[]");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (var mock = MockBackend.start()) {
            var ended = MockProcess.run("--admin-port", "0", "--port", String.valueOf(mock.port()));
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.output())
                    .isEqualTo(
                            "smart-mock: error: can't listen on 127.0.0.1:" + mock.port() + ": Address already in use");
        }
    }

    @Test
    void aBadOptionIsAMisuseOfTheCommandLine() throws Exception {
        var ended = MockProcess.run("--capacity", "-3");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .endsWith("java -jar smart-mock.jar: error: capacity is 1 to 1000000, or 0 for any number, not -3");
    }

    @Test
    void theCommandCheckSaysInOneLineWhatIsWrong(@TempDir Path folder) throws Exception {
        var config = Files.writeString(folder.resolve("mock.yml"), "mock: {capacity: many}");
        var ended = MockProcess.run("check", config.toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).isEqualTo("smart-mock: error: mock.capacity must be a whole number, not many");
    }

    @Test
    void anOptionAfterTheCommandServerIsAMisuseOfTheCommandLineToo() throws Exception {
        assertThat(MockProcess.run("server", "--port", "5").exitCode()).isEqualTo(2);
    }

    @Test
    void withoutAFileTheServerSaysWhichPortsItTakes() throws Exception {
        var ports = List.of("-Ddw.server.applicationConnectors[0].port=0", "-Ddw.server.adminConnectors[0].port=0");
        try (var mock = MockProcess.start(ports, "server")) {
            assertThat(mock.nextLine())
                    .isEqualTo("no configuration file: using the defaults, with 127.0.0.1:0 and 127.0.0.1:0");
        }
    }

    @Test
    void theSeedIsPrintedSoThatARandomRunCanBeRepeated() throws Exception {
        assertThat(seed("--seed", "42")).isEqualTo(42);
        assertThat(seed()).isNotEqualTo(seed());
    }

    private static long seed(String... options) throws Exception {
        var args = new ArrayList<>(List.of("--port", "0", "--admin-port", "0"));
        args.addAll(List.of(options));
        try (var mock = MockProcess.start(List.of(), args.toArray(String[]::new))) {
            var line = mock.nextLine();
            return Long.parseLong(line.substring(line.indexOf("the seed is ") + "the seed is ".length()));
        }
    }

    @Test
    void aSeedGivesTheSameFaultsInEveryProcess() throws Exception {
        var options = new String[] {
            "--port",
            "0",
            "--admin-port",
            "0",
            "--seed",
            "7",
            "--fault",
            "reset=25%",
            "empty=25%",
            "garbage=25%",
            "truncate=25%"
        };
        try (var one = MockProcess.play(options);
                var two = MockProcess.play(options)) {
            assertThat(eightFaults(one)).hasSize(8).isEqualTo(eightFaults(two));
        }
    }

    /** Of eight requests at once: the n-th to arrive gets the n-th fault, whichever of them it is. */
    private static List<String> eightFaults(MockProcess mock) throws Exception {
        var callers = new ArrayList<RawCaller>();
        for (int i = 0; i < 8; i++) {
            callers.add(new RawCaller(mock.url(0)).get("/"));
        }
        Await.until("all have arrived", () -> faults(mock).size() == 8);
        for (var caller : callers) {
            caller.close();
        }
        return faults(mock);
    }

    private static List<String> faults(MockProcess mock) throws Exception {
        return json(mock.caller(0).get("/requests?detail=true").body()).findValuesAsText("fault");
    }

    private static String withIdleTimeout(String timeout, Path folder) throws IOException {
        return Files.writeString(
                        folder.resolve("mock.yml"),
                        """
                        server:
                          applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: 0, idleTimeout: %s}]
                          adminConnectors: [{type: http, bindHost: 127.0.0.1, port: 0}]
                        """
                                .formatted(timeout))
                .toString();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
