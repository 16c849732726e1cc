package smart.service.admin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.errorlog.BackendErrorLog;
import smart.service.errorlog.ErrorLogConfiguration;

final class ClearErrorLogTaskTest {
    @TempDir
    private Path folder;

    /** The writer has not even started, like one that waits for the disk. */
    @Test
    void aFileThatItCouldNotEmptyInTimeKeepsItsNotesLaterToo() throws Exception {
        Path file = Files.writeString(folder.resolve("errors.log"), "a note\n");
        ErrorLogConfiguration configuration =
                Jackson.newObjectMapper().convertValue(Map.of("file", file.toString()), ErrorLogConfiguration.class);
        BackendErrorLog log = new BackendErrorLog(configuration, new MetricRegistry(), InstantSource.system());
        ClearErrorLogTask task = new ClearErrorLogTask(log, Duration.ZERO);

        assertThatThrownBy(() -> task.execute(Map.of(), new PrintWriter(Writer.nullWriter())))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not empty after 0 s: the disk does not respond; the request is withdrawn");

        log.start();
        log.stop();
        assertThat(file).hasContent("a note");
    }
}
