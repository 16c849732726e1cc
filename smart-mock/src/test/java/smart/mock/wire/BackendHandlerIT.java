package smart.mock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalSize;
import smart.mock.reply.Fault;
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

    private static final Duration SILENCE = Duration.ofSeconds(2);

    private volatile long idleTimeoutMillis = 30_000;
    private Runnable whileStageIsMade = () -> {};
    private final Timer timer = new Timer();
    private final BackendHandler backend =
            new BackendHandler(this::stage, 0, new Overload(1, 1), new Pace(SILENCE, SILENCE), timer, nanos -> {});
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    private Stage stage() {
        whileStageIsMade.run();
        return new Stage(() -> new SplittableRandom(1), Map.of(), new JournalSize(10, 10), System::nanoTime);
    }

    /** From the arrival of a request on: a connection without one may be slow to send it. */
    private final class ShortIdleTimeout extends Handler.Wrapper {
        ShortIdleTimeout() {
            super(backend);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            request.getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(idleTimeoutMillis);
            return super.handle(request, response, callback);
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ShortIdleTimeout());
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

    @Test
    void aCallerThatDoesNotReadAFaultIsGivenUpAfterTheIdleTimeout() throws Exception {
        idleTimeoutMillis = 100;
        play(Fault.LARGE);
        try (var caller = new RawCaller(url()).get("/")) {
            awaitOutcome(Delivery.ABORTED);
            assertThat(caller.readToEnd()).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "DRIP"})
    void theSilenceOfAFaultMayBeLongerThanTheIdleTimeout(Fault fault) throws Exception {
        idleTimeoutMillis = SILENCE.toMillis() / 2;
        play(fault);
        try (var caller = new RawCaller(url()).get("/")) {
            caller.readToEnd();
        }
        awaitOutcome(Delivery.FAULT);
    }

    private void play(Fault fault) {
        backend.stage().set(new Scenario(List.of(Reply.of("1", 200, 0).with(fault)), UsedUp.LAST));
    }

    private void awaitOutcome(Delivery outcome) {
        var journal = backend.stage().journal();
        Await.until("it is " + outcome, () -> journal.outcomes().get(outcome) == 1);
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
