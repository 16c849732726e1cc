package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.testkit.RawServer;

/** The command as a process of its own. */
class ProcessIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void onASignalItReportsWhatItHasWithPictures(String signal, int code) throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        RawServer.Behaviour hangsLater = (request, socket, server) -> {
            if (request > 150) {
                stuck.countDown();
                server.hang();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(hangsLater)) {
            Process process = start(List.of(), "--req", "100", "--levels", "1,2,3", server.url());
            try {
                assertThat(stuck.await(60, TimeUnit.SECONDS)).isTrue();
                assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(code);
            } finally {
                process.destroyForcibly();
            }
            JsonNode levels = new ObjectMapper()
                    .readTree(Files.readString(folder.resolve("report.json")))
                    .get("levels");
            JsonNode last = levels.get(levels.size() - 1);
            assertThat(Bench.adds(last)).isTrue();
            assertThat(last.get("unfinished").asInt()).isPositive();
            assertThat(output())
                    .contains("stopped by a signal", "Open report.html; the same in report.png, .svg, .json")
                    .doesNotContain("fontconfig", "can't draw", "\tat ");
            assertPictures("report");
        }
    }

    @Test
    void onCtrlCAComparisonReportsItsCompleteRounds() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        RawServer.Behaviour hangsLater = (request, socket, server) -> {
            if (request > 90) {
                stuck.countDown();
                server.hang();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(hangsLater)) {
            String url = server.url();
            Process process = start(List.of(), "compare", url, url, "--req", "20", "--levels", "1", "--warmup", "0");
            try {
                assertThat(stuck.await(60, TimeUnit.SECONDS)).isTrue();
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            JsonNode report = new ObjectMapper().readTree(Files.readString(folder.resolve("comparison.json")));
            // Of ninety answers four times twenty are two complete rounds.
            assertThat(report.get("levels").get(0).get("a").get("sent").asInt()).isEqualTo(40);
            assertThat(output()).contains("only complete rounds are compared", "Open comparison.html");
            assertPictures("comparison");
        }
    }

    /**
     * At the second level nothing is answered, so that each caller asks for a connection of its own before another has the
     * use of one again: more of them than there are file descriptors, however fast both sides are.
     */
    @Test
    void withTooFewFileDescriptorsItSaysSoAndReports() throws Exception {
        RawServer.Behaviour hangsLater = (request, socket, server) -> {
            if (request > 300) {
                server.hang();
            } else {
                RawServer.write(socket, RawServer.OK);
            }
        };
        try (RawServer server = new RawServer(hangsLater)) {
            String classPath = jarOfClasses() + File.pathSeparator + System.getProperty("java.class.path");
            List<String> options = List.of("-cp", classPath);
            Process process = start(
                    options,
                    "ulimit -n 250;",
                    "--levels",
                    "10,300",
                    "--req",
                    "300",
                    "--warmup",
                    "0",
                    "--timeout",
                    "3s",
                    server.url());
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(folder.resolve("report.json")).as(output()).isNotEmptyFile();
            JsonNode levels = new ObjectMapper()
                    .readTree(Files.readString(folder.resolve("report.json")))
                    .get("levels");
            assertThat(levels.get(0).get("failures").has("unreachable")).isFalse();
            JsonNode second = levels.get(1);
            assertThat(second.get("sent").asInt()).isEqualTo(300);
            assertThat(second.get("succeeded").asInt()).isZero();
            assertThat(second.get("failures").get("unreachable").asInt()).isBetween(50, 299);
            assertThat(Bench.adds(second)).isTrue();
            assertThat(output()).contains("no connection: Too many open files").doesNotContain("\tat ");
        }
    }

    /** Compose names containers so. */
    @Test
    void theHostOfAMockMayHaveAnUnderscore() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")) {
            Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 mock_server\n");
            String url = "http://mock_server:" + server.port() + "/";
            Process process =
                    start(List.of("-Djdk.net.hosts.file=" + hosts), "--req", "10", "--scenario", "{}", "200", "5", url);
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(output()).isIn(0, 3);
            } finally {
                process.destroyForcibly();
            }
            assertThat(server.requests()).isGreaterThan(10); // those of the one level, and the scenario
        }
    }

    @Test
    void withoutAFontSystemTheOtherReportsAreWrittenAndALineSaysWhatToInstall() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            // Without this configuration, drawing text by the JDK's own means fails here as it does there.
            List<String> noFonts = List.of("-Dsun.awt.fontconfig=none.properties");
            Process process = start(noFonts, "--req", "50", "--max", "5", server.url());
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(output()).isIn(0, 3);
            } finally {
                process.destroyForcibly();
            }
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
            assertThat(folder.resolve("report.json")).isNotEmptyFile();
            assertThat(folder.resolve("report.png")).doesNotExist();
            assertThat(output())
                    .containsOnlyOnce("apt-get install fontconfig libfreetype6")
                    .contains("Open report.html; the same in report.json")
                    .doesNotContain("\tat ");
        }
    }

    /** @param args of the command; the first may be a shell command to run before, ending with a semicolon */
    private Process start(List<String> options, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        boolean shell = args[0].endsWith(";");
        if (shell) {
            command.addAll(List.of("bash", "-c", args[0] + " exec \"$@\"", "bash"));
        }
        // Where the tests run in the background, SIGINT is ignored, which processes inherit.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // starts with less work
        // A process that is killed leaves its copies of the fonts.
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(options);
        if (!options.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(QuickCommand.class.getName());
        command.addAll(List.of(args).subList(shell ? 1 : 0, args.length));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        if (options.stream().anyMatch(option -> option.contains("fontconfig"))) {
            builder.environment()
                    .put("FONTCONFIG_FILE", folder.resolve("no-fonts.conf").toString());
        }
        return builder.start();
    }

    /** As users have it: from a folder each class would take a file descriptor when it is loaded. */
    private Path jarOfClasses() throws URISyntaxException {
        Path classes = Path.of(BenchCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isRegularFile(classes)) {
            return classes; // The build has packed them.
        }
        Path jar = folder.resolve("classes.jar");
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        assertThat(code).isZero();
        return jar;
    }

    private void assertPictures(String name) throws IOException {
        BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
        assertThat(image.getWidth()).isPositive();
        assertThat(Files.readString(folder.resolve(name + ".svg"))).contains("<text", "</svg>");
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
