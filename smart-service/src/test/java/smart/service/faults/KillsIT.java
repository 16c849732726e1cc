package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.LongForm;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.service.faults.LoopingCallers.Call;
import smart.service.faults.LoopingCallers.Result;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/**
 * The service is killed under load, and started again on the same error log. {@code -Dkills.runs=100} is the long form; the
 * figures are in {@code target/kills.log}.
 */
@LongForm
class KillsIT {
    private static final int KILLS = Integer.getInteger("kills.runs", 1);
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path folder;

    @Test
    void aKillUnderLoadLosesTheNotesOfTheLastMomentAndLeavesWholeLines() throws Exception {
        FigureLog figures = new FigureLog("kills.log");
        for (int run = 1; run <= KILLS; run++) {
            Path own = Files.createDirectory(folder.resolve("kill-" + run));
            try (RawBackend backend = RawBackend.start()) {
                Kill kill = kill(own, backend);
                String half = endsWithinALine(own.resolve("backend_errors.log")) ? ", half a line" : "";
                callAfterARestart(own, backend);

                Map<String, String> notes = NotedCalls.notes(own);
                List<Call> lost = kill.lost(notes.keySet());
                long oldest = lost.stream()
                        .mapToLong(call -> kill.time() - call.ended())
                        .max()
                        .orElse(0);
                figures.add("run %d: %d calls, %d notes, %d lost, the oldest of them %.1f ms before the kill%s"
                        .formatted(run, kill.calls().size(), notes.size(), lost.size(), oldest / 1e6, half));
                notes.forEach((id, kind) ->
                        assertThat(kind).isEqualTo(NotedCalls.of(id).kind()));
                assertThat(notes).containsKey("after-1");
                assertThat(oldest).as("the age of a note that is lost").isLessThan(TimeUnit.SECONDS.toNanos(5));
            }
        }
    }

    /** What the callers of a service saw, and when it was killed. */
    private record Kill(List<Call> calls, long time) {
        /** The calls whose caller heard of a failure that was not noted. */
        List<Call> lost(Set<String> noted) {
            return calls.stream()
                    .filter(call -> NotedCalls.of(call.id()).isNoted() && !noted.contains(call.id()))
                    .filter(call -> call.result() instanceof Result.Answered)
                    .toList();
        }
    }

    private static Kill kill(Path folder, RawBackend backend) throws Exception {
        try (SmartProcess smart = NotedCalls.start(folder, backend);
                LoopingCallers callers = NotedCalls.load(smart, backend)) {
            long time = System.nanoTime();
            smart.kill();
            assertThat(smart.exitCode()).isEqualTo(KILLED);
            callers.awaitEnd();
            return new Kill(callers.calls(), time);
        }
    }

    private static boolean endsWithinALine(Path file) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
    }

    /** Starts the service on the same file, for one more note. */
    private static void callAfterARestart(Path folder, RawBackend backend) throws Exception {
        try (SmartProcess smart = NotedCalls.start(folder, backend);
                RawCaller caller = new RawCaller(smart.url("/"))) {
            caller.get(SmartService.PATH, "X-Request-Id: after-1").read();
            smart.terminate();
            assertThat(smart.exitCode()).isEqualTo(128 + 15);
        }
    }
}
