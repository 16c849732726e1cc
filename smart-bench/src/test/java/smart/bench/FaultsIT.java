package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.testkit.RawServer;
import smart.testkit.RefusingPort;

class FaultsIT {
    @TempDir
    private Path folder;

    @Test
    void aTargetThatIsNotThereIsOneLineAndNoReport() throws Exception {
        Bench bench = new Bench(folder);
        try (RefusingPort gone = new RefusingPort()) {
            assertThat(bench.run(gone.url() + "/")).isEqualTo(ExitCode.FAILED);
        }
        assertThat(bench.err())
                .startsWith("smart-bench: connection refused by 127.0.0.1:")
                .hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTargetThatDiesInTheMiddleLosesNoRequestFromTheAccount() throws Exception {
        RawServer.Behaviour dies = (request, socket, server) -> {
            if (request > 120) {
                server.close();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(dies)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--levels", "4,8,16", "--req", "1000", server.url()))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(bench.err()).contains("no longer accepts connections");
            assertThat(bench.json("report").get("levels")).hasSize(1);
            JsonNode level = bench.level(0);
            assertThat(Bench.adds(level)).isTrue();
            assertThat(level.get("failures").get("refused").asInt())
                    .isGreaterThanOrEqualTo(10); // in a row, for two seconds
            assertThat(level.get("sent").asInt()).isLessThan(1000);
        }
    }

    @Test
    void aReportThatCanNotBeWrittenIsOneLine() throws Exception {
        Files.createDirectory(folder.resolve("report.json"));
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--req", "10", server.url())).isEqualTo(ExitCode.FAILED);
            // A slow machine may add a line about the generator.
            assertThat(bench.err().lines().filter(line -> line.contains("can't write")))
                    .singleElement()
                    .asString()
                    .contains("report.json");
            assertThat(bench.err()).doesNotContain("\tat ");
            assertThat(bench.out()).contains("callers");
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
            assertThat(folder.resolve("report.hlog")).isNotEmptyFile();
        }
    }

    @Test
    void eachWayToFailHasItsOwnCount() throws Exception {
        RawServer.Behaviour faults = (request, socket, server) -> {
            switch (request % 8) {
                case 0 -> socket.close();
                case 1 -> {
                    RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"cut");
                    socket.close();
                }
                case 2 -> {
                    RawServer.write(socket, "no HTTP at all\r\n\r\n");
                    socket.close();
                }
                case 3 -> RawServer.write(socket, "HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\n{}");
                case 4 -> RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nno!");
                default -> RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(faults)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "2", "--req", "80", "--warmup", "0", "--expect-json", server.url());
            JsonNode level = bench.level(0);
            assertThat(Bench.adds(level)).isTrue();
            assertThat(level.get("succeeded").asInt()).isEqualTo(30);
            for (String cause : new String[] {"reset", "truncated", "malformed", "status", "invalid_json"}) {
                assertThat(level.get("failures").get(cause).asInt()).as(cause).isEqualTo(10);
                assertThat(level.get("others").get(cause).get("count").asInt()).isEqualTo(10);
            }
            assertThat(level.get("statuses").get("500").asInt()).isEqualTo(10);
        }
    }

    @Test
    void whatIsNotAnsweredIsTimedOutAndStaysInTheAccount() throws Exception {
        RawServer.Behaviour hangs = (request, socket, server) -> {
            if (request % 5 == 0) {
                server.hang();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(hangs)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "5", "--req", "50", "--warmup", "0", "--timeout", "500ms", server.url());
            JsonNode level = bench.level(0);
            assertThat(Bench.adds(level)).isTrue();
            // On a loaded machine others may be too late as well.
            assertThat(level.get("timedOut").asInt()).isBetween(10, 49);
            assertThat(level.get("others").get("timeout").get("p50Ms").asDouble())
                    .isGreaterThanOrEqualTo(499);
        }
    }

    @Test
    void aTargetThatIsAwayForAMomentDoesNotEndTheSweep() throws Exception {
        for (int attempt = 1; !isAwayForAMoment(); attempt++) {
            assertThat(attempt)
                    .as("attempts with the port taken by another program")
                    .isLessThan(5);
        }
    }

    /** False if another program took the port meanwhile. */
    private boolean isAwayForAMoment() throws Exception {
        CompletableFuture<Integer> away = new CompletableFuture<>();
        RawServer first = new RawServer((request, socket, server) -> {
            RawServer.write(socket, RawServer.OK);
            if (request == 100) {
                server.close();
                away.complete(server.port());
            }
        });
        CompletableFuture<RawServer> again = away.thenApplyAsync(
                FaultsIT::listenAgain, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        Bench bench = new Bench(folder);
        bench.run("--levels", "4,8", "--req", "4000", "--warmup", "0", first.url());
        if (again.handle((server, failure) ->
                        failure != null && failure.getCause().getCause() instanceof BindException)
                .get()) {
            return false;
        }
        try (RawServer second = again.get()) {
            assertThat(bench.err()).doesNotContain("no longer");
            assertThat(bench.json("report").get("levels")).hasSize(2);
            assertThat(bench.level(0).get("failures").get("refused").asInt()).isBetween(1, 3_800);
            assertThat(bench.level(0).get("note").asText()).contains("no connection: Connection refused");
            assertThat(bench.level(1).get("succeeded").asInt()).isEqualTo(4000);
            assertThat(second.requests()).isGreaterThan(4000);
        }
        return true;
    }

    private static RawServer listenAgain(int port) {
        try {
            return new RawServer(port, (request, socket, server) -> RawServer.write(socket, RawServer.OK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSecondResponseToOneRequestIsAnErrorAndNoSuccess() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK + RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "1", "--req", "20", "--warmup", "0", server.url());
            assertThat(bench.level(0).get("succeeded").asInt()).isZero();
            assertThat(bench.level(0).get("failures").get("malformed").asInt()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"})
    void aHeadThatIsCutOffIsTruncated(String head) throws Exception {
        RawServer.Behaviour cuts = (request, socket, server) -> {
            RawServer.write(socket, head);
            socket.close();
        };
        try (RawServer server = new RawServer(cuts)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "1", "--req", "10", "--warmup", "0", server.url());
            assertThat(bench.level(0).get("failures").get("truncated").asInt()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void aResponseThatCanHaveNoBodyHasNoBadOne(String status) throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 " + status + "\r\n\r\n")) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "1", "--req", "10", "--expect-json", server.url());
            assertThat(bench.level(0).get("succeeded").asInt()).isEqualTo(10);
        }
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "1", "--req", "10", "--expect-json", server.url());
            assertThat(bench.level(0).get("failures").get("invalid_json").asInt())
                    .isEqualTo(10);
            bench.run("--levels", "1", "--req", "10", "--expect-json", "--method", "HEAD", server.url());
            assertThat(bench.level(0).get("succeeded").asInt()).isEqualTo(10);
        }
    }

    @Test
    void ifNothingSucceedsTheRunFailed() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--req", "10", server.url())).isEqualTo(ExitCode.FAILED);
            assertThat(bench.err()).contains("not one request succeeded");
            assertThat(bench.level(0).get("meanMs").isNull()).isTrue();
            assertThat(bench.run("--req", "10", "--expect-status", "404", server.url()))
                    .isIn(ExitCode.OK, ExitCode.GENERATOR_LIMITED);
            assertThat(bench.level(0).get("succeeded").asInt()).isEqualTo(10);
        }
    }

    @Test
    void aBrokenThresholdHasItsOwnExitCode() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--req", "10", "--fail-if", "mean>0", server.url()))
                    .isEqualTo(ExitCode.THRESHOLD);
            assertThat(bench.err()).contains("broken: mean>0: mean is");
            assertThat(bench.run("--req", "10", "--fail-if", "errors>1%", server.url()))
                    .isIn(ExitCode.OK, ExitCode.GENERATOR_LIMITED);
        }
    }

    @Test
    void aBadArgumentIsAUsageError() {
        Bench bench = new Bench(folder);
        assertThat(bench.run("--req", "zero", "http://127.0.0.1/")).isEqualTo(ExitCode.USAGE);
        assertThat(bench.run("compare", "a.json")).isEqualTo(ExitCode.USAGE);
        assertThat(bench.run("compare", "a.json", "http://127.0.0.1/")).isEqualTo(ExitCode.USAGE);
        assertThat(bench.run("compare", "none.json", "none.json")).isEqualTo(ExitCode.FAILED);
        assertThat(bench.run("--self-test", "--req", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(bench.err()).doesNotContain("\tat ");
    }
}
