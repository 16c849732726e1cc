package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smart.service.errorlog.ErrorLogs.failed;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.Await;

/** The error log while its file can't be written, is gone, or is another: no note is lost that there is room for. */
final class ErrorLogOutageTest {
    @TempDir
    private Path folder;

    private final MetricRegistry metrics = new MetricRegistry();

    private Path file() {
        return folder.resolve("errors.log");
    }

    private BackendErrorLog log(Map<String, Object> more) throws IOException {
        return ErrorLogs.log(file(), more, metrics);
    }

    /** A device that opens and is always full, behind the name of the log. */
    private void fill() throws IOException {
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    @Test
    void goesOnAfterTheFileWasDeleted() throws Exception {
        BackendErrorLog log = log(Map.of());
        log.start();
        log.ended(failed("one"));
        log.clear().join();
        Files.delete(file());
        log.ended(failed("lost with the file, or first of the new one"));
        assertThat(log.clear().join()).isNotNegative();
        log.ended(failed("two"));
        log.stop();
        assertThat(lines()).hasSize(1).first().asString().contains("request=two ");
    }

    @Test
    void isHealthyWhileTheFileCanBeWritten() throws Exception {
        BackendErrorLog log = log(Map.of());
        ErrorLogHealthCheck check = new ErrorLogHealthCheck(log);
        assertThat(check.check().isHealthy()).isTrue();
        Files.delete(file());
        assertThat(check.check().isHealthy())
                .as("the next note creates it again")
                .isTrue();
        Files.delete(file().getParent());
        assertThat(check.check().isHealthy()).isFalse();
        Files.createDirectory(file().getParent());
        log.start();
        log.stop();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsTheNotesWhileTheDiskIsFullAndSaysSo() throws Exception {
        fill();
        BackendErrorLog log = log(Map.of());
        ErrorLogHealthCheck check = new ErrorLogHealthCheck(log);
        log.start();
        log.ended(failed("first"));
        Await.until("unhealthy", () -> !check.check().isHealthy());
        assertThat(check.check().getMessage()).contains("No space left on device");
        for (int i = 0; i < 20_000; i++) {
            log.ended(failed("r" + i));
        }

        Files.delete(file());

        Await.until("healthy", () -> check.check().isHealthy());
        log.stop();
        assertThat(lines()).hasSize(20_001).allMatch(line -> line.endsWith("\""));
        assertThat(lines().get(0)).contains("request=first ");
        assertThat(log.dropped()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsWhatAFullDiskMakesItDropAndNotesItLater() throws Exception {
        fill();
        BackendErrorLog log = log(Map.of("queueSize", 100));
        log.start();
        log.ended(failed("first"));
        Await.until("the disk found full", () -> log.problem() != null);
        for (int i = 0; i < 250; i++) {
            log.ended(failed("r" + i));
        }
        assertThat(log.dropped()).isEqualTo(150);

        Files.delete(file());

        Await.until("the disk found writable", () -> log.problem() == null);
        log.stop();
        assertThat(lines()).hasSize(102).last().asString().contains(" dropped=150 ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void stopsAlsoWhileTheDiskIsFullAndCountsWhatIsLost() throws Exception {
        fill();
        BackendErrorLog log = log(Map.of());
        log.start();
        for (int i = 0; i < 5000; i++) {
            log.ended(failed("r" + i));
        }
        assertThat(ErrorLogs.logged(log::stop)).last().asString().matches("5000 error notes are lost: .*No space.*");
        assertThat(log.dropped()).isEqualTo(5000);
    }

    @Test
    void aClearFailsAtOnceWhileNotesCantBeWritten() throws Exception {
        BackendErrorLog log = log(Map.of());
        Files.delete(file());
        Files.createDirectory(file());
        log.start();
        log.ended(failed("waits"));
        Await.until("a folder in place of the file", () -> log.problem() != null);

        assertThatThrownBy(() -> log.clear().get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);

        Files.delete(file());
        Await.until("a file again", () -> log.problem() == null);
        log.stop();
        assertThat(lines()).hasSize(1).first().asString().contains("request=waits ");
        assertThat(log.dropped()).isZero();
    }

    @Test
    void noNoteIsLostWhenTheFolderIsGoneForAWhile() throws Exception {
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        BackendErrorLog log = log(Map.of());
        log.start();
        log.ended(failed("one"));
        log.clear().join();
        Files.move(folder, away);
        log.ended(failed("two"));
        Await.until("no folder", () -> log.problem() != null);
        log.ended(failed("three"));
        Files.move(away, folder);
        Await.until("the folder is back", () -> log.problem() == null);
        log.stop();
        assertThat(lines()).hasSize(2);
        assertThat(log.dropped()).isZero();
    }

    @Test
    void aFileThatWasMovedIsFollowedByANewOne() throws Exception {
        BackendErrorLog log = log(Map.of());
        log.start();
        for (int i = 0; i < 10; i++) {
            Files.move(file(), folder.resolve("moved-" + i));
            log.ended(failed("r" + i));
            Await.until(
                    "a new file with the note",
                    () -> Files.exists(file()) && file().toFile().length() > 0);
            assertThat(lines()).hasSize(1).first().asString().contains("request=r" + i + " ");
        }
        log.stop();
    }
}
