package smart.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** The access log, which is written on the threads that serve the callers. */
@EnabledOnOs(OS.LINUX)
final class AccessLogIT {
    /** More lines than a pipe (64 KiB) and the appender's queue (256 lines) hold, which is about 300 of such long ones. */
    private static final int CALLS = 500;

    private static final int PIPELINED = 50;
    private static final String CALL =
            "GET " + SmartService.PATH + "?" + "x".repeat(2_000) + " HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir
    private Path folder;

    @Test
    void aReaderThatStopsReadingStopsNoCall() throws Exception {
        Path pipe = folder.resolve("access.log");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path file = Files.writeString(
                folder.resolve("c.yml"),
                """
                server:
                  requestLog:
                    appenders:
                      - type: file
                        currentLogFilename: %s
                        archive: false
                """
                        .formatted(pipe));
        try (RawBackend backend = RawBackend.start();
                RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
                SmartProcess smart = SmartProcess.start(folder, variables(backend), "server", file.toString())) {
            backend.reply(Reply.json("{}"));
            try (RawCaller caller = new RawCaller(smart.url("/"))) {
                for (int i = 0; i < CALLS; i++) {
                    if (i % PIPELINED == 0) {
                        caller.send(CALL.repeat(PIPELINED));
                    }
                    assertThat(caller.read().status()).as("call " + i).isEqualTo(200);
                }
            }
            assertThat(reader.readLine()).contains("GET " + SmartService.PATH);
        }
    }

    private static Map<String, String> variables(RawBackend backend) {
        return Map.of("REMOTE_URL", backend.url().toString(), "PORT_NUMBER", "0", "ADMIN_PORT", "0");
    }
}
