package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.bench.report.JsonFile;
import smart.bench.result.Levels;
import smart.bench.result.Report;
import smart.testkit.RawServer;

class ComparisonIT {
    @TempDir
    private Path folder;

    @Test
    void aComparisonWithATargetThatDiesIsAFailure() throws Exception {
        RawServer.Behaviour dies = (request, socket, server) -> {
            if (request > 30) {
                server.close();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer a = RawServer.answering(RawServer.OK);
                RawServer b = new RawServer(dies)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("compare", a.url(), b.url(), "--levels", "1", "--req", "200"))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(bench.err()).contains("no longer accepts connections", "nothing to compare");
        }
    }

    @Test
    void aComparisonWithATargetThatFailsHalfTheTimeIsNeverTheSame() throws Exception {
        RawServer.Behaviour half = (request, socket, server) -> RawServer.write(
                socket,
                request % 2 == 0 ? "HTTP/1.1 500 Oops\r\nContent-Length: 11\r\n\r\n{\"time\":50}" : RawServer.OK);
        try (RawServer a = RawServer.answering(RawServer.OK);
                RawServer b = new RawServer(half)) {
            Bench bench = new Bench(folder);
            ExitCode code = bench.run("compare", a.url(), b.url(), "--levels", "1", "--req", "50", "--rounds", "2");
            assertThat(code).isEqualTo(ExitCode.THRESHOLD);
            assertThat(bench.out()).contains("Not the same: 0 % of the requests", "50.0 % with b", "errors errors");
            JsonNode level = bench.json("report").get("levels").get(0);
            assertThat(level.get("errors").get("b").asDouble()).isEqualTo(0.5);
            assertThat(level.get("errors").get("differ").asBoolean()).isTrue();
            assertThat(Files.readString(folder.resolve("report.html"))).contains("50.0%", "50.0 % with b");
        }
    }

    @Test
    void aComparisonInWhichNothingSucceedsIsAFailure() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")) {
            Bench bench = new Bench(folder);
            assertThat(bench.run(
                            "compare", server.url(), server.url(), "--levels", "1", "--req", "10", "--rounds", "2"))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(bench.err()).contains("the runs can't be compared");
            assertThat(bench.out().lines().filter(line -> !line.matches("[ab]: .*|Open .*|.*json[.]")))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @Test
    void bothTargetsAreMeasuredByTheGivenNumberOfThreads() throws Exception {
        AtomicInteger loops = new AtomicInteger();
        RawServer.Behaviour counts = (request, socket, server) -> {
            int alive = (int) Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("load-"))
                    .count();
            loops.accumulateAndGet(alive, Math::max);
            RawServer.write(socket, RawServer.OK);
        };
        try (RawServer server = new RawServer(counts)) {
            String url = server.url();
            new Bench(folder)
                    .run("compare", url, url, "--levels", "1", "--req", "10", "--rounds", "1", "--threads", "9");
            assertThat(loops.get()).isGreaterThanOrEqualTo(18); // by default at most 15, with those of the warm-up
        }
    }

    /** The reports are made from one another, so that their ratio and its error are known. */
    @Test
    void aComparisonOfReportsFailsIfTheSecondIsSurelySlowerThanAllowed() throws Exception {
        Path a = report("a", 10, 0.2);
        Path slower = report("slower", 13, 0.2);
        Path uncertain = report("uncertain", 13, 3);
        Bench bench = new Bench(folder);
        assertThat(compare(bench, a, slower)).isEqualTo(ExitCode.THRESHOLD);
        assertThat(bench.err()).contains("broken by b: slower>20%: b is 30.0 % slower than a, 95 % confidence 26.");
        assertThat(compare(new Bench(folder), a, uncertain)).isEqualTo(ExitCode.OK);
        assertThat(compare(new Bench(folder), slower, a)).isEqualTo(ExitCode.OK);
    }

    private static ExitCode compare(Bench bench, Path a, Path b) {
        return bench.run("compare", a.toString(), b.toString(), "--fail-if", "slower>20%");
    }

    private Path report(String name, double meanMs, double errorMs) throws Exception {
        Report report = new Report(
                "http://localhost/",
                "closed",
                "2026-11-24T00:00:00Z",
                "t",
                List.of(Levels.level(1, 1000 / meanMs, meanMs, errorMs)),
                null,
                List.of());
        return Files.writeString(folder.resolve(name + ".json"), JsonFile.text(report));
    }

    @Test
    void aSweepAndARateAreNotCompared() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "10", "--req", "100", server.url());
            Path sweep = Files.move(folder.resolve("report.json"), folder.resolve("sweep.json"));
            bench.run("--rate", "10", "--req", "10", "--warmup", "0", server.url());
            Path rate = Files.move(folder.resolve("report.json"), folder.resolve("rate.json"));
            assertThat(bench.run("compare", sweep.toString(), rate.toString())).isEqualTo(ExitCode.FAILED);
            assertThat(bench.err()).contains("a sweep and a run with --rate can't be compared");
        }
    }
}
