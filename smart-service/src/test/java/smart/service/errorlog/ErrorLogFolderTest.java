package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static smart.service.errorlog.ErrorLogs.failed;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.Await;

/** The folder of the error log can't be written for a while, as on a disk that was mounted read-only. */
final class ErrorLogFolderTest {
    @TempDir
    private Path parent;

    private Path folder;
    private BackendErrorLog log;
    private ErrorLogHealthCheck check;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectory(parent.resolve("logs"));
        log = ErrorLogs.log(file(), Map.of("maxFileSize", "1KiB", "maxFiles", 2), new MetricRegistry());
        check = new ErrorLogHealthCheck(log);
        log.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (Files.isDirectory(folder)) {
            permit("rwxr-xr-x");
        }
        log.stop();
    }

    private Path file() {
        return folder.resolve("errors.log");
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    private void makeReadOnly() throws IOException {
        permit("r-xr-xr-x");
        assumeFalse(Files.isWritable(folder), "a user for whom permissions count");
    }

    private void note(String id) {
        log.ended(failed(id));
    }

    private void awaitNote(String id) {
        Await.until(
                "the note " + id,
                () -> Files.exists(file()) && Files.readString(file()).contains("request=" + id));
    }

    private void assertOneNoteIsWritten(String id) throws Exception {
        awaitNote(id);
        Await.until("healthy", () -> check.check().isHealthy());
        log.stop();
        assertThat(Files.readAllLines(file())).hasSize(1);
        assertThat(log.dropped()).isZero();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsUnhealthyAndCostsNoNote() throws Exception {
        note("before");
        awaitNote("before");
        Files.delete(file());
        Files.delete(folder);
        Files.createFile(folder);
        assertThat(check.check().isHealthy()).as("before any note").isFalse();

        note("waits");

        Await.until("a problem is seen", () -> log.problem() != null);
        assertThat(check.check().getMessage()).contains(file() + " can't be written: ");
        Files.delete(folder);
        Files.createDirectory(folder);
        assertOneNoteIsWritten("waits");
    }

    @Test
    void aFileDeletedBeforeItsFolderBecameReadOnlyIsCreatedOnceItIsWritable() throws Exception {
        note("before");
        awaitNote("before");
        Files.delete(file());
        makeReadOnly();
        assertThat(check.check().isHealthy()).as("before any note").isFalse();

        note("waits");

        Await.until("a problem is seen", () -> log.problem() != null);
        assertThat(check.check().getMessage()).contains("permission denied");
        permit("rwxr-xr-x");
        assertOneNoteIsWritten("waits");
    }

    @Test
    void aRotationThatWasInterruptedIsFinishedFirst() throws Exception {
        Files.writeString(folder.resolve("errors-0.log"), "moved\n");
        Files.writeString(folder.resolve("errors-1.log"), "older\n");
        String large = "x".repeat(900);
        note("first-" + large);
        awaitNote("first");
        note("second-" + large);
        awaitNote("second");
        log.stop();
        assertThat(folder.resolve("errors-0.log")).doesNotExist();
        assertThat(Files.readString(folder.resolve("errors-1.log"))).contains("first");
        assertThat(folder.resolve("errors-2.log")).hasContent("moved\n");
    }

    @Test
    void afterAClearAFileThatHadGrownIsRotatedAtItsSizeAgain() throws Exception {
        String large = "x".repeat(900);
        note("first-" + large);
        awaitNote("first");
        makeReadOnly();
        note("second-" + large);
        awaitNote("second");
        log.clear().join();
        permit("rwxr-xr-x");
        note("third-" + large);
        awaitNote("third");
        note("fourth-" + large);
        awaitNote("fourth");
        log.stop();
        assertThat(Files.readAllLines(file())).hasSize(1);
        assertThat(Files.readString(folder.resolve("errors-1.log"))).contains("third");
    }

    @Test
    void aFullFileInAReadOnlyFolderGrowsAndIsRotatedOnceThatIsWritable() throws Exception {
        String large = "x".repeat(900);
        note("first-" + large);
        awaitNote("first");
        makeReadOnly();

        note("second-" + large);

        awaitNote("second");
        assertThat(check.check().getMessage()).contains("is writable, but can't be rotated", "permission denied");
        permit("rwxr-xr-x");
        note("third-" + large);
        awaitNote("third");
        log.stop();
        assertThat(Files.readAllLines(file())).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("errors-1.log"))).hasSize(2);
        assertThat(log.dropped()).isZero();
    }
}
