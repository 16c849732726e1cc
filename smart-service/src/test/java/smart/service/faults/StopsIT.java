package smart.service.faults;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.LongForm;
import smart.service.SmartProcess;
import smart.service.faults.LoopingCallers.Call;
import smart.service.faults.LoopingCallers.Result;
import smart.testkit.RawBackend;

/**
 * The service is stopped under load. A call is accepted once the backend has seen its id. What was sent and not accepted is
 * answered 503, or ends without a byte of a response: a caller may send it again (RFC 9112 section 9.5).
 * {@code -Dstops.runs=100} is the long form; the figures are in {@code target/stops.log}.
 */
@LongForm
class StopsIT {
    private static final int STOPS = Integer.getInteger("stops.runs", 1);
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void aStopUnderLoadLosesNoAcceptedCallAndNoNote() throws Exception {
        FigureLog figures = new FigureLog("stops.log");
        for (int run = 1; run <= STOPS; run++) {
            Path own = Files.createDirectory(folder.resolve("stop-" + run));
            try (RawBackend backend = RawBackend.start();
                    SmartProcess smart = NotedCalls.start(own, backend);
                    LoopingCallers callers = NotedCalls.load(smart, backend)) {
                smart.terminate();
                assertThat(smart.exitCode()).isEqualTo(TERMINATED);
                callers.awaitEnd();

                Set<String> accepted =
                        backend.requests().stream().map(NotedCalls::id).collect(toSet());
                figures.add("run " + run + ": " + figures(callers.calls(), accepted));
                callers.calls().forEach(call -> assertAnswered(call, accepted));
                assertThat(NotedCalls.notes(own)).isEqualTo(expectedNotes(accepted));
                assertThat(smart.err()).isEmpty();
            }
        }
    }

    private static void assertAnswered(Call call, Set<String> accepted) {
        if (!accepted.contains(call.id())) {
            assertThat(call.result())
                    .as("not accepted: " + call)
                    .matches(result ->
                            result instanceof Result.Refused || call.isAnswered(503) || isWithoutAByte(result));
            return;
        }
        NotedCalls kind = NotedCalls.of(call.id());
        assertThat(call.isAnswered(kind.status())).as("accepted: " + call).isTrue();
        if (kind == NotedCalls.SUCCESS) {
            assertThat(((Result.Answered) call.result()).body()).isEqualTo("\"" + call.id() + "\"");
        }
    }

    private static Map<String, String> expectedNotes(Set<String> accepted) {
        return accepted.stream()
                .filter(id -> NotedCalls.of(id).isNoted())
                .collect(toMap(Function.identity(), id -> NotedCalls.of(id).kind()));
    }

    private static boolean isWithoutAByte(Result result) {
        return result instanceof Result.Broken broken && broken.bytes() == 0;
    }

    private static String figures(List<Call> calls, Set<String> accepted) {
        return "%d calls accepted, %d answered, %d of them 503; without a byte: %d on a new connection, %d on a kept-alive one"
                .formatted(
                        accepted.size(),
                        count(calls, result -> result instanceof Result.Answered),
                        calls.stream().filter(call -> call.isAnswered(503)).count(),
                        count(calls, result -> result instanceof Result.Broken broken && !broken.keptAlive()),
                        count(calls, result -> result instanceof Result.Broken broken && broken.keptAlive()));
    }

    private static long count(List<Call> calls, Predicate<Result> kind) {
        return calls.stream().map(Call::result).filter(kind).count();
    }
}
