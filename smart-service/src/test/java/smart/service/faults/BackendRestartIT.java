package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import smart.service.LongForm;
import smart.service.SmartService;
import smart.service.faults.LoopingCallers.Call;
import smart.testkit.Await;
import smart.testkit.RawBackend;

/**
 * The backend is killed under load and comes back on the same port: the first call that succeeds comes soon, and none that
 * began after it is back fails. {@code -Drestarts.runs=100} is the long form; the figures are in {@code target/restarts.log}.
 */
@LongForm
class BackendRestartIT {
    private static final int RUNS = Integer.getInteger("restarts.runs", 3);
    private static final int CALLERS = 16;
    private static final int CALLS = 20 * CALLERS;

    @Test
    void aBackendThatIsBackIsUsedAtOnceAndNoCallFailsAnyMore() throws Exception {
        FigureLog figures = new FigureLog("restarts.log");
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url()).started()) {
            backend.reply(exchange -> {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                RawBackend.Reply.json("{\"time\": 5}").to(exchange);
            });
            for (int run = 1; run <= RUNS; run++) {
                figures.add("run " + run + ", away for a while: " + restart(smart, backend, true));
                figures.add("run " + run + ", back at once: " + restart(smart, backend, false));
            }
        }
    }

    private static String restart(SmartService smart, RawBackend backend, boolean away) {
        try (LoopingCallers callers = new LoopingCallers(smart.url("/"), CALLERS, Duration.ofMillis(2))) {
            Await.until("calls are in full swing", () -> callers.answered(200) > CALLS);

            backend.refuse();
            if (away) {
                Await.until("calls fail", () -> callers.answered(502) > CALLS);
            }
            Await.until("the port is free", () -> listens(backend));
            long back = System.nanoTime();
            Await.until(
                    "calls are in full swing again", () -> after(callers, back).size() > CALLS);

            List<Call> after = after(callers, back);
            assertThat(after).as("calls begun once it is back").allMatch(call -> call.isAnswered(200));
            long first = callers.calls().stream()
                    .filter(call -> call.isAnswered(200) && call.ended() > back)
                    .mapToLong(call -> call.ended() - back)
                    .min()
                    .orElseThrow();
            assertThat(Duration.ofNanos(first)).as("the first success").isLessThan(Duration.ofSeconds(5));
            return "%d calls failed, %d begun after it was back, all of them well, the first success after %.1f ms"
                    .formatted(callers.answered(502), after.size(), first / 1e6);
        }
    }

    /** Whether the port could be had: a connection that was being refused may just have it as its own. */
    private static boolean listens(RawBackend backend) {
        try {
            backend.listen();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static List<Call> after(LoopingCallers callers, long time) {
        return callers.calls().stream().filter(call -> call.began() > time).toList();
    }
}
