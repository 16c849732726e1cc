package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.testkit.RawCaller;

/** What really arrives, read from a bare socket. */
class FaultIT {
    private static final String BODY = "{\"time\": 50}";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private final MockBackend mock = MockBackend.start(
            MockOptions.defaults().withDripInterval(Duration.ofMillis(1)).withStallHold(Duration.ofMinutes(5)));

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void resetSendsRst() throws Exception {
        play(Fault.RESET);
        try (var caller = call()) {
            assertThatThrownBy(caller::readToEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertOutcome(Delivery.FAULT);
    }

    @Test
    void emptyClosesWithoutAByte() throws Exception {
        play(Fault.EMPTY);
        try (var caller = call()) {
            assertThat(caller.readToEnd()).isEmpty();
        }
        assertOutcome(Delivery.FAULT);
    }

    @Test
    void truncateSendsHalfOfWhatContentLengthPromises() throws Exception {
        play(Fault.TRUNCATE);
        try (var caller = call()) {
            assertThat(caller.readToEnd()).isEqualTo(HEAD + "Content-Length: 12\r\nConnection: close\r\n\r\n{\"time");
        }
        assertOutcome(Delivery.FAULT);
    }

    @Test
    void truncateOfAnEmptyBodyPromisesAByte() throws Exception {
        mock.scenario(Reply.of("", 200, 0).with(Fault.TRUNCATE));
        try (var caller = call()) {
            assertThat(caller.readToEnd()).endsWith("Content-Length: 1\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void garbageIsNotHttp() throws Exception {
        play(Fault.GARBAGE);
        try (var caller = call()) {
            assertThat(caller.readToEnd()).isEqualTo("\0\1\2\3\u00ff\u00fe this is not HTTP\r\n\r\n");
        }
        assertOutcome(Delivery.FAULT);
    }

    @Test
    void dripSendsTheWholeBodyAByteAtATime() throws Exception {
        try (var slow = MockBackend.start(MockOptions.defaults().withDripInterval(Duration.ofMillis(50)))) {
            slow.scenario(Reply.ok(BODY).with(Fault.DRIP));
            long start = System.nanoTime();
            try (var caller = new RawCaller(slow.url()).get("/")) {
                assertThat(caller.readToEnd())
                        .isEqualTo(HEAD + "Content-Length: 12\r\nConnection: close\r\n\r\n" + BODY);
            }
            assertThat(System.nanoTime() - start)
                    .as("a pause before each of the 12 bytes")
                    .isGreaterThanOrEqualTo(600_000_000);
            assertThat(slow.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(Delivery.FAULT);
        }
    }

    @Test
    void stallSendsTheHeadersAndThenNothing() throws Exception {
        play(Fault.STALL);
        try (var caller = call()) {
            assertThat(caller.readUntil("\r\n\r\n"))
                    .isEqualTo(HEAD + "Content-Length: 12\r\nConnection: close\r\n\r\n");
            assertThat(mock.journal()).extracting(JournalEntry::outcome).containsExactly(Delivery.PENDING);
            caller.halfClose();
            assertThat(caller.readToEnd())
                    .as("nothing more, up to the end that the caller itself makes")
                    .isEmpty();
        }
        assertOutcome(Delivery.ABORTED);
    }

    @Test
    void stallClosesWhenItsTimeIsOver() throws Exception {
        try (var brief = MockBackend.start(MockOptions.defaults().withStallHold(Duration.ofMillis(200)))) {
            brief.scenario(Reply.of(BODY, 200, 0).with(Fault.STALL));
            long start = System.nanoTime();
            try (var caller = new RawCaller(brief.url()).get("/")) {
                assertThat(caller.readToEnd()).isEqualTo(HEAD + "Content-Length: 12\r\nConnection: close\r\n\r\n");
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
            }
            assertThat(brief.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(Delivery.FAULT);
        }
    }

    @Test
    void stallSendsTheHeadersOnTimeAlsoToACallerThatClosedItsHalf() throws Exception {
        mock.scenario(Reply.of(BODY, 200, 300).with(Fault.STALL));
        long start = System.nanoTime();
        try (var caller = call()) {
            caller.halfClose();
            assertThat(caller.readToEnd()).isEqualTo(HEAD + "Content-Length: 12\r\nConnection: close\r\n\r\n");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000);
        }
        assertOutcome(Delivery.ABORTED);
    }

    @Test
    void headersOnlyClosesWhereTheBodyShouldBegin() throws Exception {
        play(Fault.HEADERS_ONLY);
        try (var caller = call()) {
            assertThat(caller.readToEnd()).isEqualTo(HEAD + "Content-Length: 12\r\nConnection: close\r\n\r\n");
        }
        assertOutcome(Delivery.FAULT);
    }

    @Test
    void largeIsTenMebibytesOfValidJson() throws Exception {
        play(Fault.LARGE);
        try (var caller = call()) {
            var reply = caller.readToEnd();
            var head = HEAD + "Content-Length: 10485760\r\nConnection: close\r\n\r\n";
            assertThat(reply.length()).isEqualTo(head.length() + 10 * 1024 * 1024);
            assertThat(reply).startsWith(head + "{\"padding\": \"xxx").endsWith("xxx\"}");
        }
        assertOutcome(Delivery.FAULT);
    }

    @Test
    void aCallerThatStopsReadingLargeAbortsIt() throws Exception {
        play(Fault.LARGE);
        try (var caller = call()) {
            caller.readUntil("\r\n\r\n");
            caller.reset();
        }
        assertOutcome(Delivery.ABORTED);
    }

    @Test
    void aFaultKeepsStatusAndHeaders() throws Exception {
        mock.scenario(Reply.of("abc", 503, 0).with("Retry-After", "7").with(Fault.HEADERS_ONLY));
        try (var caller = call()) {
            assertThat(caller.readToEnd())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("\r\nRetry-After: 7\r\n");
        }
        assertThat(mock.awaitSettled(1)).extracting(JournalEntry::status).containsExactly(503);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATE", "DRIP", "LARGE", "HEADERS_ONLY"})
    void aReplyToHeadHasNoContentWhateverTheFault(Fault fault) throws Exception {
        play(fault);
        try (var caller = new RawCaller(mock.url()).send("HEAD / HTTP/1.1\r\nHost: mock\r\n\r\n")) {
            assertThat(caller.readToEnd())
                    .startsWith(HEAD + "Content-Length: 1")
                    .endsWith("\r\n\r\n");
        }
        assertOutcome(Delivery.FAULT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATE", "DRIP", "LARGE", "HEADERS_ONLY"})
    void aStatusThatForbidsContentHasNeitherContentNorLength(Fault fault) throws Exception {
        mock.scenario(Reply.of(BODY, 204, 0).with(fault));
        try (var caller = call()) {
            assertThat(caller.readToEnd())
                    .isEqualTo(
                            "HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void aFaultSendsTheScenariosOwnConnectionOnce() throws Exception {
        mock.scenario(Reply.of(BODY, 200, 0).with("connection", "keep-alive").with(Fault.HEADERS_ONLY));
        try (var caller = call()) {
            assertThat(caller.readToEnd()).isEqualTo(HEAD + "connection: keep-alive\r\nContent-Length: 12\r\n\r\n");
        }
    }

    private void play(Fault fault) {
        mock.scenario(Reply.of(BODY, 200, 5).with(fault));
    }

    private RawCaller call() throws IOException {
        return new RawCaller(mock.url()).get("/");
    }

    private void assertOutcome(Delivery outcome) {
        assertThat(mock.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(outcome);
    }
}
