package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.errorlog.ErrorLogs.failed;

import com.codahale.metrics.MetricRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.Await;

/** An error in the thread that writes the notes. */
final class ErrorLogBugTest {
    @TempDir
    private Path folder;

    @Test
    void whateverIsThrownWhereNotesAreWrittenIsShownAndTheyGoOn() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        InstantSource clock = () -> {
            if (broken.get()) {
                throw new StackOverflowError("no stack left");
            }
            return Instant.EPOCH;
        };
        Path file = folder.resolve("errors.log");
        BackendErrorLog log = ErrorLogs.log(file, Map.of("queueSize", 1), new MetricRegistry(), clock);
        ErrorLogHealthCheck check = new ErrorLogHealthCheck(log);
        log.ended(failed("one"));
        log.ended(failed("dropped"));
        broken.set(true); // The note on what was dropped needs the time.
        log.start();

        Await.until("unhealthy", () -> !check.check().isHealthy());
        assertThat(check.check().getMessage()).contains("no stack left");

        broken.set(false);
        log.ended(failed("two"));
        Await.until("healthy", () -> check.check().isHealthy());
        log.stop();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("request=one ");
        assertThat(lines.get(1)).contains("request=two ");
        assertThat(lines.get(2)).contains(" dropped=1 ");
    }
}
