package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own. */
class ProcessIT {
    @TempDir
    private Path folder;

    @Test
    void onCtrlCItReportsWhatItHas() throws Exception {
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
                assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
            } finally {
                process.destroyForcibly();
            }
            JsonNode levels = new ObjectMapper()
                    .readTree(Files.readString(folder.resolve("report.json")))
                    .get("levels");
            JsonNode last = levels.get(levels.size() - 1);
            assertThat(Bench.adds(last)).isTrue();
            assertThat(last.get("unfinished").asInt()).isPositive();
            assertThat(output()).contains("stopped by Ctrl-C").doesNotContain("\tat ");
        }
    }

    @Test
    void itDrawsItsImageOnAMachineWithoutFonts() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            // Without this configuration, drawing text by the JDK's own means fails here as it does there.
            List<String> noFonts = List.of("-Djava.awt.headless=true", "-Dsun.awt.fontconfig=none.properties");
            Process process = start(noFonts, "--req", "50", "--max", "5", server.url());
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).as(output()).isIn(0, 3);
            } finally {
                process.destroyForcibly();
            }
            assertThat(ImageIO.read(folder.resolve("report.png").toFile()).getWidth())
                    .isEqualTo(1920);
        }
    }

    private Process start(List<String> options, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        // Where the tests run in the background, SIGINT is ignored, which processes inherit.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchCommand.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment()
                .put("FONTCONFIG_FILE", folder.resolve("no-fonts.conf").toString());
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
