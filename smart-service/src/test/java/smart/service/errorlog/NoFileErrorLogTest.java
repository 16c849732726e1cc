package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static smart.service.errorlog.ErrorLogs.failed;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smart.service.admin.task.ClearErrorLogTask;
import smart.service.config.BadParameter;
import smart.testkit.Await;

/** The path of the error log is a link, a pipe, a device, or one of which nothing can be made. */
@EnabledOnOs(OS.LINUX)
final class NoFileErrorLogTest {
    @TempDir
    private Path folder;

    private static BackendErrorLog log(Path file) throws IOException {
        return ErrorLogs.log(file, Map.of("maxFileSize", "1KiB", "maxFiles", 1), new MetricRegistry());
    }

    private static void note(BackendErrorLog log, String id) {
        log.ended(failed(id));
    }

    private static String clear(BackendErrorLog log) throws Exception {
        StringWriter said = new StringWriter();
        new ClearErrorLogTask(log).execute(Map.of(), new PrintWriter(said, true));
        return said.toString();
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    /** Where stdout is a file, its name would be opened a second time, and stdout would overwrite the notes. */
    @Test
    void linksToAnOutputOfTheProcessLeadToThatOutput() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("out.log"), Path.of("/dev/stdout"));
        Path second = Files.createSymbolicLink(folder.resolve("errors.log"), Path.of("out.log"));
        assertThat(NotePath.real(link)).isEqualTo(Path.of("/dev/stdout"));
        assertThat(NotePath.real(second)).isEqualTo(Path.of("/dev/stdout"));
        assertThat(NotePath.isOutput(NotePath.real(Path.of("/dev/fd/2")))).isTrue();
    }

    @Test
    void aLinkStaysAndTheFileThatItLeadsToIsRolled() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path link = Files.createSymbolicLink(folder.resolve("errors.log"), Path.of("data/real.log"));
        for (int round = 0; round < 2; round++) {
            BackendErrorLog log = log(link);
            log.start();
            for (int i = 0; i < 30; i++) {
                Path now = data.resolve("real.log");
                long before = now.toFile().length();
                note(log, "x".repeat(100));
                // While it is rolled there is none, which is a length of 0.
                Await.until(
                        "written",
                        () -> now.toFile().length() != before && now.toFile().length() > 0);
            }
            log.stop();
        }
        assertThat(link).isSymbolicLink();
        try (var files = Files.list(data)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("real.log", "real-1.log");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
        assertThat(Files.size(link)).isLessThanOrEqualTo(1024);
    }

    @Test
    void aPipeWithoutAReaderHoldsUpNeitherTheStartNorCalls() throws Exception {
        Path pipe = pipe();
        BackendErrorLog log = log(pipe);
        log.start();
        note(log, "one");
        note(log, "two");
        Await.until(
                "one taken",
                () -> log.written()
                                .newest(10, new NoteFilter(null, null, null, null))
                                .notes()
                                .size()
                        >= 1);
        ErrorLogHealthCheck check = new ErrorLogHealthCheck(log);
        Await.until("unhealthy", () -> !check.check().isHealthy());
        assertThat(check.check().getMessage()).isEqualTo("no process reads " + pipe + "; 2 notes wait");

        List<String> read;
        try (var reader = Files.newBufferedReader(pipe)) {
            read = List.of(reader.readLine(), reader.readLine());
        }

        Await.until("healthy", () -> check.check().isHealthy());
        assertThat(read.get(0)).contains(" request=one ");
        assertThat(read.get(1)).contains(" request=two ");
        assertThat(log.written()
                        .newest(10, new NoteFilter(null, "request=TWO", null, null))
                        .notes())
                .hasSize(1);
        assertThat(log.written()
                        .newest(10, new NoteFilter("timeout", null, null, null))
                        .notes())
                .isEmpty();
        assertThat(log.file()).isNull();
        assertThatThrownBy(() -> clear(log))
                .isInstanceOf(BadParameter.class)
                .hasMessage(pipe + " is a pipe or a device, not a file: there is nothing to clear");
        log.stop();
        assertThat(pipe).exists();
    }

    @Test
    void aStopWithoutAReaderSaysHowManyNotesAreLost() throws Exception {
        Path pipe = pipe();
        BackendErrorLog log = log(pipe);
        log.start();
        note(log, "one");
        note(log, "two");
        ErrorLogHealthCheck check = new ErrorLogHealthCheck(log);
        Await.until("unhealthy", () -> !check.check().isHealthy());
        List<String> lines = ErrorLogs.logged(log::stop);
        assertThat(lines).containsExactly("2 error notes are lost: no process reads " + pipe);
        Files.newBufferedReader(pipe).close(); // Lets the writer end.
    }

    @Test
    void aDeviceIsWrittenToAndNothingElse() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("errors.log"), Path.of("/dev/null"));
        BackendErrorLog log = log(link);
        log.start();
        for (int i = 0; i < 100; i++) {
            note(log, "n" + i);
        }
        log.stop();
        assertThat(link).isSymbolicLink();
        assertThat(log.problem()).isNull();
        assertThat(log.dropped()).isZero();
        assertThat(log.written()
                        .newest(2, new NoteFilter(null, null, null, null))
                        .notes())
                .extracting(NoteReader.Note::request)
                .containsExactly("n99", "n98");
        assertThat(log.written()
                        .newest(2, new NoteFilter(null, null, null, null))
                        .more())
                .isTrue();
    }

    @Test
    void withoutPermissionItSaysWhoseTheFileIsAndWhoAsks() throws Exception {
        Path file = Files.createFile(folder.resolve("errors.log"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        assumeFalse(Files.isWritable(file), "a user for whom permissions count");
        assertThatThrownBy(() -> log(file))
                .hasMessageStartingWith(
                        "errorLog.file: can't write " + file + ": permission denied: " + file + " belongs to ")
                .hasMessageContaining(" with mode r--r-----, and this process runs as ");
    }

    @Test
    void aFolderIsNamedAsOne() {
        assertThatThrownBy(() -> log(folder)).hasMessage("errorLog.file: can't write " + folder + ": it is a folder");
    }
}
