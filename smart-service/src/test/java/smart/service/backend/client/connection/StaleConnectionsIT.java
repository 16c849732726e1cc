package smart.service.backend.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawExchange;

/** A connection that the backend closed while it was idle costs no caller an error. */
class StaleConnectionsIT {
    private static final Reply OK = Reply.json("{}");
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void startWithoutConnections() throws Exception {
        SMART.forgetConnections(BACKEND);
    }

    @Test
    void callsShareAConnection() throws Exception {
        BACKEND.reply(OK);
        for (int i = 0; i < 5; i++) {
            assertThat(SMART.get("").statusCode()).isEqualTo(200);
            awaitIdleConnection();
        }
        assertThat(BACKEND.connections()).hasSize(1);
    }

    @Test
    void aConnectionThatTheBackendClosesAsItsNextRequestArrivesIsReplaced() throws Exception {
        reused(RawExchange::close);

        assertThat(SMART.get("").statusCode()).isEqualTo(200);

        assertThat(BACKEND.requests())
                .as("the first, the one that met the end, its repetition")
                .hasSize(3);
        assertThat(BACKEND.connections()).hasSize(2);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void aConnectionThatTheBackendResetsAsItsNextRequestArrivesIsReplaced() throws Exception {
        reused(RawExchange::reset);

        assertThat(SMART.get("").statusCode()).isEqualTo(200);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void connectionsThatTheBackendClosesWhileTheyAreIdleCostNoError() throws Exception {
        BACKEND.reply(OK.thenClose());

        for (int i = 0; i < 50; i++) {
            assertThat(SMART.get("").statusCode()).as("call " + i).isEqualTo(200);
        }
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void thereIsOneRepetitionAndNoMore() throws Exception {
        BACKEND.reply(OK);
        SMART.get("");
        awaitIdleConnection();
        BACKEND.reply(RawExchange::close);

        assertThat(SMART.get("").statusCode()).isEqualTo(502);

        assertThat(BACKEND.requests()).hasSize(3);
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("attempt=1/1 kind=reset");
    }

    @Test
    void aNewConnectionThatDiesIsNotReplaced() throws Exception {
        BACKEND.reply(RawExchange::close);

        assertThat(SMART.get("").statusCode()).isEqualTo(502);

        assertThat(BACKEND.requests()).hasSize(1);
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("kind=reset");
    }

    @Test
    void aResponseThatHasBegunIsNeverAskedForAgain() throws Exception {
        reused(exchange -> {
            exchange.send("HTTP/1.1 2");
            exchange.close();
        });

        assertThat(SMART.get("").statusCode()).isEqualTo(502);

        assertThat(BACKEND.requests()).hasSize(2);
        assertThat(SMART.takeNotes(1)).hasSize(1);
    }

    /** What was closed while it was idle says so within a round trip. */
    @Test
    void aConnectionThatEndsLaterWasNotIdle() throws Exception {
        reused(exchange -> {
            if (!exchange.endsWithin(1100)) {
                exchange.close();
            }
        });

        assertThat(SMART.get("").statusCode()).isEqualTo(502);

        assertThat(BACKEND.requests()).hasSize(2);
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("attempt=1/1 kind=reset");
    }

    @Test
    void theRepetitionIsInsideTheSameDeadline() throws Exception {
        BACKEND.reply(OK);
        SMART.get("");
        awaitIdleConnection();
        BACKEND.reply(exchange -> {
            if (exchange.isFirst()) {
                exchange.awaitEnd();
            } else {
                exchange.close();
            }
        });

        assertThat(SMART.get("?timeout=2000").statusCode()).isEqualTo(504);

        assertThat(BACKEND.requests()).hasSize(3);
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("kind=timeout");
    }

    /** After one call, so that there is an idle connection: what happens to the next request on it. */
    private static void reused(Reply second) throws IOException, InterruptedException {
        BACKEND.reply(exchange -> (exchange.isFirst() ? OK : second).to(exchange));
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
        awaitIdleConnection();
    }

    /** A connection goes back to the pool about when the caller has the answer: before or after. */
    private static void awaitIdleConnection() {
        Await.until("an idle connection", () -> SMART.idleConnections() == 1);
    }
}
