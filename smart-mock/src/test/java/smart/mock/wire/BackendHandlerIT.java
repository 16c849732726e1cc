package smart.mock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smart.mock.journal.JournalSize;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.Stage;
import smart.mock.scenario.UsedUp;
import smart.mock.wire.send.Pace;
import smart.mock.wire.send.Timer;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** The backend alone, without the endpoints that control it. */
class BackendHandlerIT {
    private static final Reply LATE = Reply.of("{}", 200, 3_600_000);

    private Runnable whileStageIsMade = () -> {};
    private final Timer timer = new Timer();
    private final BackendHandler backend =
            new BackendHandler(this::stage, 0, new Overload(1, 1), Pace.USUAL, timer, nanos -> {});
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    private Stage stage() {
        whileStageIsMade.run();
        return new Stage(() -> new SplittableRandom(1), Map.of(), new JournalSize(10, 10), System::nanoTime);
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(backend);
        server.addBean(timer);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aRequestThatArrivesDuringAResetIsWhollyOfTheRunBefore() throws Exception {
        backend.stage().set(new Scenario(List.of(LATE), UsedUp.LAST));
        var before = backend.stage();
        try (var caller = new RawCaller(url())) {
            whileStageIsMade = () -> arrive(caller, before);

            backend.reset();

            assertThat(backend.busy()).isZero();
            assertThat(backend.queued()).isZero();
            assertThat(backend.stage().journal().entries()).isEmpty();
        }
    }

    private static void arrive(RawCaller caller, Stage stage) {
        try {
            caller.get("/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("the request arrives", () -> stage.journal().entries().size() == 1);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }
}
