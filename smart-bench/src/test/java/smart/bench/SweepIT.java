package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.RawServer;

class SweepIT {
    @TempDir
    private Path folder;

    @Test
    void eachLevelSendsWhatWasAskedOverAsManyConnectionsAsTheHighestLevelHas() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--req", "30", server.url())).isIn(ExitCode.OK, ExitCode.GENERATOR_LIMITED);
            for (int i = 0; i < 3; i++) {
                JsonNode level = bench.level(i);
                assertThat(level.get("concurrency").asInt()).isEqualTo(i + 1);
                assertThat(level.get("sent").asInt()).isEqualTo(30);
                assertThat(level.get("succeeded").asInt()).isEqualTo(30);
                assertThat(level.get("statuses").get("200").asInt()).isEqualTo(30);
                assertThat(level.get("p99Ms").isNull()).isTrue();
                assertThat(level.get("meanMs").asDouble()).isPositive();
                assertThat(level.get("throughput").asDouble()).isPositive();
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(server.requests()).isEqualTo(3 * 30 + 3 + 4 + 6); // with the warm-ups
        }
    }

    @Test
    void allFilesAreWritten() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("--req", "1000", "--levels", "1,2,3,4", server.url());
            assertThat(bench.out()).contains("response time, ms", "succeeded per second", "callers");
            assertThat(bench.level(0).get("p99Ms").asDouble()).isPositive();
            assertThat(bench.json("report").get("knee").isNull()).isFalse();
            for (String extension : new String[] {".html", ".png", ".svg", ".json", ".csv", ".hlog"}) {
                assertThat(folder.resolve("report" + extension)).isNotEmptyFile();
            }
            assertThat(Files.readString(folder.resolve("report.hlog"))).contains("Tag=4_succeeded");
        }
    }

    @Test
    void aConnectionThatTheTargetClosesIsOpenedAgain() throws Exception {
        String closing = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
        try (RawServer server = RawServer.answering(closing)) {
            Bench bench = new Bench(folder);
            bench.run("--req", "20", "--levels", "2", "--warmup", "0", server.url());
            assertThat(bench.level(0).get("succeeded").asInt()).isEqualTo(20);
            assertThat(server.connections()).isEqualTo(20);
        }
    }

    @Test
    void aResponseToHeadHasNoBody() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
        try (RawServer server = RawServer.answering(head)) {
            Bench bench = new Bench(folder);
            bench.run("--req", "10", "--levels", "1", "--method", "HEAD", server.url());
            assertThat(bench.level(0).get("succeeded").asInt()).isEqualTo(10);
        }
    }

    @Test
    void anInformationalResponseIsNotTheAnswer() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 103 Early Hints\r\n\r\n" + RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("--req", "10", "--levels", "1", server.url());
            assertThat(bench.level(0).get("statuses").get("200").asInt()).isEqualTo(10);
        }
    }

    @Test
    void twoReportsAndTwoTargetsCanBeCompared() throws Exception {
        try (RawServer a = RawServer.answering(RawServer.OK);
                RawServer b = RawServer.answering(RawServer.OK)) {
            Bench bench = new Bench(folder);
            bench.run("compare", a.url(), b.url(), "--levels", "1,2", "--req", "50", "--rounds", "2");
            assertThat(bench.out()).containsIgnoringWhitespaces("ratio of mean times b/a", "round 2 of 2, b, then a");
            JsonNode level = bench.json("report").get("levels").get(1);
            assertThat(level.get("a").get("sent").asInt()).isEqualTo(100);
            assertThat(level.get("time").get("value").asDouble()).isPositive();

            Path first = report("first", a.url());
            Path second = report("second", b.url());
            Bench again = new Bench(folder);
            again.run("compare", first.toString(), second.toString());
            JsonNode ratio = again.json("report").get("levels").get(0).get("time");
            assertThat(ratio.get("value").asDouble())
                    .isCloseTo(meanMs(second) / meanMs(first), within(1e-4))
                    .isBetween(ratio.get("low").asDouble(), ratio.get("high").asDouble());
            assertThat(ratio.get("low").asDouble())
                    .as("two runs have some noise")
                    .isLessThan(ratio.get("high").asDouble());
        }
    }

    private Path report(String name, String url) throws Exception {
        Bench bench = new Bench(Files.createDirectory(folder.resolve(name)));
        bench.run("--req", "50", "--levels", "1", url);
        return folder.resolve(name).resolve("report.json");
    }

    private static double meanMs(Path report) throws Exception {
        return new ObjectMapper()
                .readTree(Files.readString(report))
                .get("levels")
                .get(0)
                .get("meanMs")
                .asDouble();
    }
}
