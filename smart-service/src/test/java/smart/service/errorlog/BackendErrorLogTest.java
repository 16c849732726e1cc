package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smart.service.errorlog.ErrorLogs.failed;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

final class BackendErrorLogTest {
    @TempDir
    private Path folder;

    private final MetricRegistry metrics = new MetricRegistry();

    private Path file() {
        return folder.resolve("errors.log");
    }

    private BackendErrorLog log(Map<String, Object> more) throws IOException {
        return ErrorLogs.log(file(), more, metrics);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    @Test
    void createsTheFileAtOnce() throws Exception {
        BackendErrorLog log = log(Map.of());
        assertThat(file()).isEmptyFile();
        log.start();
        log.stop();
    }

    @Test
    void aWrongPathFailsWithTheNameOfTheSetting() {
        assertThatThrownBy(() -> ErrorLogs.log(folder.resolve("missing/errors.log"), Map.of(), metrics))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("errorLog.file: can't write ")
                .hasMessageEndingWith("no such folder");
    }

    @Test
    void notesFailedAttemptsAndNoOthers() throws Exception {
        BackendErrorLog log = log(Map.of());
        log.start();
        log.ended(failed("one"));
        log.ended(new Attempt(Requests.get("good"), 1, Result.SUCCESS, null));
        log.ended(new Attempt(Requests.get("loser"), 1, Result.CANCELLED, null));
        log.ended(failed("two"));
        log.stop();
        assertThat(lines())
                .containsExactly(
                        "1970-01-01T00:00:00.000Z request=one attempt=1/1 kind=reset status=- elapsed_ms=5 address=- detail=\"gone\"",
                        "1970-01-01T00:00:00.000Z request=two attempt=1/1 kind=reset status=- elapsed_ms=5 address=- detail=\"gone\"");
    }

    @Test
    void appendsToWhatIsThere() throws Exception {
        Files.writeString(file(), "an older note\n");
        BackendErrorLog log = log(Map.of());
        log.start();
        log.ended(failed("new"));
        log.stop();
        assertThat(lines()).hasSize(2).first().isEqualTo("an older note");
    }

    @Test
    void aBurstOfFiftyThousandLosesNone() throws Exception {
        BackendErrorLog log = log(Map.of());
        for (int i = 0; i < 50_000; i++) {
            log.ended(failed("r" + i)); // The writer has not even started.
        }
        log.start();
        log.stop();
        assertThat(lines()).hasSize(50_000);
        assertThat(lines().get(49_999)).contains("request=r49999 ").endsWith("\"");
        assertThat(log.dropped()).isZero();
    }

    @Test
    void countsWhatItHasToDropAndNotesIt() throws Exception {
        BackendErrorLog log = log(Map.of("queueSize", 10));
        for (int i = 0; i < 25; i++) {
            log.ended(failed("r" + i));
        }
        assertThat(metrics.counter("smart.error_notes_dropped").getCount()).isEqualTo(15);
        log.start();
        log.stop();
        assertThat(lines()).hasSize(11).last().asString().contains(" dropped=15 ");
    }

    @Test
    void clearingKeepsTheOrder() throws Exception {
        BackendErrorLog log = log(Map.of());
        for (int i = 0; i < 1000; i++) {
            log.ended(failed("before"));
        }
        var cleared = log.clear();
        log.ended(failed("after"));
        log.start();
        log.stop();
        assertThat(cleared.join()).isGreaterThan(1000L * 50);
        assertThat(lines()).hasSize(1).first().asString().contains("request=after ");
    }

    @Test
    void clearingSaysHowMuchWasRemoved() throws Exception {
        Files.writeString(file(), "eleven more\n");
        BackendErrorLog log = log(Map.of());
        log.start();
        assertThat(log.clear().join()).isEqualTo(12);
        log.stop();
        assertThat(file()).isEmptyFile();
    }

    @Test
    void rollsByDefaultToABoundedNumberOfFiles() throws Exception {
        BackendErrorLog log = log(Map.of("maxFileSize", "1KiB", "maxFiles", 2));
        for (int number = 3; number <= 20; number += 17) { // Of a time when more of them were kept.
            Files.createFile(folder.resolve("errors-" + number + ".log"));
        }
        log.start();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (Files.notExists(folder.resolve("errors-2.log")) && System.nanoTime() < end) {
            log.ended(failed("x".repeat(100)));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        log.stop();
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("errors.log", "errors-1.log", "errors-2.log");
        }
    }

    @Test
    void cutsOffTheHalfLineOfAProcessThatWasKilled() throws Exception {
        String whole = "1970-01-01T00:00:00.000Z request=one attempt=1/1\n";
        for (String before : List.of("", whole, whole.repeat(1000))) {
            for (String half : List.of("", "requ", "request=two attempt=1/1", "dropped=1")) {
                Files.writeString(file(), before + "1970-01-01T00:00:00.000Z " + half);
                BackendErrorLog log = log(Map.of());
                log.start();
                log.ended(failed("new"));
                log.stop();
                assertThat(Files.readString(file()))
                        .startsWith(before + "1970-01-01T00:00:00.000Z request=new ")
                        .endsWith("\n");
            }
        }
    }

    @Test
    void endsALineThatIsNoNoteOfOurs() throws Exception {
        for (String others : List.of(
                "written by hand",
                "7".repeat(1_000_000),
                "2",
                "1,2",
                "2026-11-23",
                "2026-11-23T22:51:54.123Z",
                "2026-11-23T22:51:54.123Z INFO ready")) {
            Files.writeString(file(), others);
            BackendErrorLog log = log(Map.of());
            log.start();
            log.ended(failed("new"));
            log.stop();
            assertThat(lines()).hasSize(2).first().isEqualTo(others);
        }
    }

    @Test
    void timesFollowTheClockWhereverItJumps() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        BackendErrorLog log = ErrorLogs.log(file(), Map.of(), metrics, now::get);
        log.start();
        for (long hours : List.of(1L, -1L, 0L)) {
            now.set(Instant.EPOCH.plus(hours, ChronoUnit.HOURS));
            log.ended(failed("h" + hours));
        }
        log.stop();
        assertThat(lines())
                .extracting(line -> line.substring(0, 16) + line.replaceAll(".* elapsed_ms=(\\d+) .*", " $1"))
                .containsExactly("1970-01-01T01:00 5", "1969-12-31T23:00 5", "1970-01-01T00:00 5");
    }
}
