package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.testkit.RawServer;

class RateIT {
    @TempDir
    private Path folder;

    @Test
    void aRequestIsSentWheneverOneIsDue() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("--rate", "200", "--req", "200", "--warmup", "200ms", server.url());
            JsonNode level = bench.level(0);
            assertThat(bench.json("report").get("model").asText()).isEqualTo("open constant");
            assertThat(level.get("rate").asDouble()).isEqualTo(200);
            assertThat(level.has("concurrency")).isFalse();
            assertThat(level.get("sent").asInt()).isEqualTo(200);
            assertThat(level.get("unsent").asInt()).isZero();
            assertThat(Bench.adds(level)).isTrue();
            assertThat(server.requests()).isEqualTo(240);
            assertThat(bench.out()).contains("after a warm-up of 0.2 s");
        }
    }

    /** A number of requests whose gaps are no whole number of nanoseconds. */
    @ParameterizedTest
    @ValueSource(strings = {"constant", "poisson"})
    void asManyRequestsAsGivenAreSent(String arrivals) throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("--rate", "1100", "--req", "1000", "--arrivals", arrivals, "--warmup", "100ms", server.url());
            JsonNode level = bench.level(0);
            assertThat(level.get("sent").asInt() + level.get("unsent").asInt()).isEqualTo(1000);
            assertThat(level.get("p99Ms").isNull()).isFalse();
        }
    }

    @Test
    void aTargetThatDiesEndsTheRunAndIsAFailure() throws Exception {
        RawServer.Behaviour dies = (request, socket, server) -> {
            if (request > 20) {
                server.close();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(dies)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--rate", "50", "--duration", "1h", "--warmup", "0", server.url()))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(bench.err()).contains("the target no longer accepts connections (Connection refused)");
            JsonNode level = bench.level(0);
            assertThat(Bench.adds(level)).isTrue();
            assertThat(level.get("succeeded").asInt()).isPositive();
            assertThat(level.get("failures").get("refused").asInt()).isGreaterThanOrEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "4"})
    void whatCouldNotBeSentInTimeIsCounted(String threads) throws Exception {
        try (RawServer server = new RawServer((request, socket, self) -> self.hang())) {
            Bench bench = new Bench(folder);
            assertThat(bench.run(
                            "--rate",
                            "100",
                            "--req",
                            "100",
                            "--warmup",
                            "0",
                            "--threads",
                            threads,
                            "--max-connections",
                            "2",
                            "--timeout",
                            "200ms",
                            server.url()))
                    .isEqualTo(ExitCode.FAILED);
            JsonNode level = bench.level(0);
            assertThat(level.get("timedOut").asInt())
                    .isEqualTo(level.get("sent").asInt());
            assertThat(level.get("sent").asInt() + level.get("unsent").asInt()).isEqualTo(100);
            assertThat(level.get("unsent").asInt()).isGreaterThan(50);
            assertThat(level.get("note").asText()).contains("the backlog grew");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "4"})
    void theTimeOfARequestThatHadToWaitCountsFromWhenItWasDue(String threads) throws Exception {
        // One connection, and the first request blocks it for the timeout: those behind it have waited, and the second
        // one has an eighth of a second left.
        RawServer.Behaviour firstHangs = (request, socket, server) -> {
            if (request == 1) {
                server.hang();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(firstHangs)) {
            Bench bench = new Bench(folder);
            bench.run(
                    "--rate",
                    "8",
                    "--req",
                    "10",
                    "--warmup",
                    "0",
                    "--threads",
                    threads,
                    "--max-connections",
                    "1",
                    "--timeout",
                    "1s",
                    server.url());
            JsonNode level = bench.level(0);
            int timedOut = level.get("timedOut").asInt();
            assertThat(timedOut).isPositive();
            assertThat(level.get("p50Ms").asDouble()).isGreaterThan(250);
            // The first one had to be given up and replaced, as had each other that was in use when the time was up.
            assertThat(server.connections()).isEqualTo(1 + timedOut);
        }
    }
}
