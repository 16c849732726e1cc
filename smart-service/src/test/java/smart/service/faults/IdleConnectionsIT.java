package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smart.service.LongForm;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/**
 * As many idle connections as {@code callers.maxConnections} allows: who has one is served, so is the admin port, and who
 * comes later is served once another goes. {@code -Didle.connections=19500} is the long form, where a process may have
 * 20,000 files open. The figures are in {@code target/idle-connections.log}.
 */
@EnabledOnOs(OS.LINUX)
@LongForm
class IdleConnectionsIT {
    private static final int MOST = Integer.getInteger("idle.connections", 300);
    private static final int LATE = 20;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private final List<RawCaller> callers = new ArrayList<>();
    private final List<RawCaller> late = new ArrayList<>();

    @Test
    void idleConnectionsTakeLittleAndThoseBeyondTheBoundWait() throws Exception {
        FigureLog figures = new FigureLog("idle-connections.log");
        try (RawBackend backend = RawBackend.start();
                SmartProcess smart = start(backend)) {
            serveOneMore(smart);
            Footprint before = Footprint.afterCollection(smart);
            figures.add("before: " + figures(smart, before));

            connect(smart, callers, MOST);
            Await.until("all are accepted", () -> Footprint.openFiles(smart) >= before.files() + MOST - 2);
            figures.add(MOST + " that sent nothing: " + figures(smart, Footprint.afterCollection(smart)));
            for (RawCaller caller : callers) {
                assertServed(caller);
            }
            figures.add(MOST + " that sent a call: " + figures(smart, Footprint.afterCollection(smart)));

            assertThoseBeyondTheBoundWait(smart);
            close(callers);
            close(late);
            Await.until("all are let go", () -> {
                serveOneMore(smart);
                return Footprint.openFiles(smart) <= before.files() + LATE + 5; // those to the backend are kept
            });
            Await.until(
                    "their memory is free again",
                    () -> Footprint.afterCollection(smart).heap() < before.heap() + 8 * MIB);
            figures.add("after: " + figures(smart, Footprint.afterCollection(smart)));
        } finally {
            close(callers);
            close(late);
        }
    }

    private void assertThoseBeyondTheBoundWait(SmartProcess smart) throws IOException {
        long files = Footprint.openFiles(smart);
        connect(smart, late, LATE);
        for (RawCaller caller : late) {
            caller.get(SmartService.PATH);
        }
        assertThat(late.get(LATE - 1).hasAnswerWithin(1000))
                .as("served beyond the bound")
                .isFalse();
        assertThat(Footprint.openFiles(smart)).isLessThanOrEqualTo(files + 5);
        assertServed(callers.get(0));
        assertThat(Footprint.of(smart).inFlight())
                .as("in flight, says the admin port")
                .isZero();
        close(callers.subList(MOST / 2, MOST));
        for (RawCaller caller : late) {
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }

    private SmartProcess start(RawBackend backend) throws IOException {
        Path file = Files.writeString(
                folder.resolve("smart.yml"),
                """
                callers: {maxConnections: %d}
                server: {shutdownGracePeriod: 5m} # which makes a connection that is idle for as long stay
                """
                        .formatted(MOST));
        Map<String, String> variables =
                Map.of("REMOTE_URL", backend.url().toString(), "PORT_NUMBER", "0", "ADMIN_PORT", "0");
        return SmartProcess.startWith(List.of("-XX:+UseSerialGC"), folder, variables, "server", file.toString());
    }

    private static void connect(SmartProcess smart, List<RawCaller> callers, int more) throws IOException {
        for (int i = 0; i < more; i++) {
            callers.add(new RawCaller(smart.url("/")));
        }
    }

    /** On a connection of its own. */
    private static void serveOneMore(SmartProcess smart) throws IOException {
        try (RawCaller caller = new RawCaller(smart.url("/"))) {
            assertServed(caller);
        }
    }

    private static void assertServed(RawCaller caller) throws IOException {
        assertThat(caller.get(SmartService.PATH).read().status()).isEqualTo(200);
    }

    private static String figures(SmartProcess smart, Footprint footprint) throws IOException {
        return "resident " + Footprint.resident(smart) / 1024 + " MiB, " + footprint;
    }

    private static void close(List<RawCaller> callers) throws IOException {
        for (RawCaller caller : callers) {
            caller.close();
        }
    }
}
