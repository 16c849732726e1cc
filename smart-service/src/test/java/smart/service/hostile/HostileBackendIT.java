package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawExchange;

/**
 * A backend that breaks HTTP in every way that is known to confuse proxies: the caller gets the right answer, 502 or 504,
 * one note says what was wrong, and the connection serves nobody else. Connections are kept alive here, so that one that
 * should not be used again could be.
 */
class HostileBackendIT {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GOOD = OK + "Content-Length: 2\r\n\r\n{}";
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART =
            SmartService.inFrontOf(BACKEND.url()).with("backend.maxResponseSize", "100000B");

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @BeforeEach
    void startWithoutConnections() throws Exception {
        SMART.forgetConnections(BACKEND);
    }

    @AfterEach
    void nothingIsLeft() {
        SMART.awaitIdle();
        Await.until("no leased connection", () -> SMART.leasedConnections() == 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smart.service.hostile.HostileResponses#malformed")
    void aMalformedResponseIsABadGatewayAndEndsItsConnection(String name, String bytes) throws Exception {
        BACKEND.reply(Reply.bytes(bytes));

        HttpResponse<byte[]> answer = SMART.get("", "X-Request-Id", "bad-1");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains("request=bad-1 attempt=1/1 kind=malformed ");
        assertServesNobodyElse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smart.service.hostile.HostileResponses#lenient")
    void whatTheStandardForgivesIsTheRightAnswer(String name, String bytes) throws Exception {
        BACKEND.reply(Reply.bytes(bytes));

        HttpResponse<byte[]> answer = SMART.get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString().isEqualTo("{}");
        assertThat(answer.headers().firstValue("A").orElse("b")).doesNotContain("\r", "\n");
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smart.service.hostile.HostileResponses#surplus")
    void whatFollowsAResponseNeverReachesTheNextCaller(String name, String surplus) throws Exception {
        for (String response : new String[] {GOOD, CHUNKED + "2\r\n{}\r\n0\r\n\r\n"}) {
            BACKEND.reply(exchange -> {
                if (exchange.request().header("X-Request-Id").contains("first")) {
                    exchange.send(response + surplus);
                } else {
                    exchange.send(OK + "Content-Length: 10\r\n\r\n{\"next\":1}");
                }
            });
            HttpResponse<byte[]> first = SMART.get("", "X-Request-Id", "first");
            HttpResponse<byte[]> next = SMART.get("", "X-Request-Id", "next");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).asString().isEqualTo("{}");
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.body()).asString().isEqualTo("{\"next\":1}");
            assertThat(next.headers().firstValue("Leaked")).isEmpty();
            assertThat(SMART.takeNotes(0)).isEmpty();
            assertThat(BACKEND.connections().get(0).end()).isNotEqualTo(End.OURS);
            startWithoutConnections();
        }
    }

    @Test
    void whatComesWhileAConnectionIsIdleNeverReachesTheNextCaller() throws Exception {
        BACKEND.reply(exchange -> {
            exchange.send(GOOD);
            Await.until("an idle connection", () -> SMART.idleConnections() == 1);
            exchange.send(OK + "Leaked: yes\r\nContent-Le");
            exchange.awaitEnd();
        });
        assertThat(SMART.get("").statusCode()).isEqualTo(200);
        assertThat(BACKEND.connections().get(0).end()).isNotEqualTo(End.OURS);

        BACKEND.reply(Reply.bytes(GOOD));
        assertThat(SMART.get("").headers().firstValue("Leaked")).isEmpty();
        assertThat(BACKEND.connections()).hasSize(2);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void aResponseThatIsCutAtAnyByteIsTheRightAnswerOrABadGateway() throws Exception {
        String response = OK + "A: b\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\n[1,2,\r\n2\r\n3]\r\n0\r\n\r\n";
        for (int length = 0; length < response.length(); length++) {
            for (boolean reset : new boolean[] {false, true}) {
                Reply cut = Reply.bytes(response.substring(0, length));
                BACKEND.reply(reset ? cut.thenReset() : cut.thenClose());

                HttpResponse<byte[]> answer = SMART.get("");

                boolean whole = length >= response.indexOf("0\r\n\r\n") + 1 && answer.statusCode() == 200;
                if (whole) {
                    assertThat(answer.body()).asString().isEqualTo("[1,2,3]");
                } else {
                    assertThat(answer.statusCode()).as("cut after " + length).isEqualTo(502);
                }
                assertThat(SMART.takeNotes(whole ? 0 : 1)).hasSize(whole ? 0 : 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "-1", "-2", "-5", "-5;x=y", "-5 ", "-7fffffffffffffff", "-8000000000000000"})
    void aNegativeChunkSizeIsABadGatewayAtOnce(String size) throws Exception {
        for (String rest : new String[] {"", "{}\r\n0\r\n\r\n"}) {
            BACKEND.reply(Reply.bytes(CHUNKED + size + "\r\n" + rest));

            assertThat(SMART.get("").statusCode()).isEqualTo(502);

            assertThat(SMART.takeNotes(1)).singleElement().asString().contains(" kind=malformed ");
            assertServesNobodyElse();
            startWithoutConnections();
        }
    }

    @Test
    void aHeadWithoutEndIsATimeout() throws Exception {
        BACKEND.reply(exchange -> {
            exchange.send(OK);
            while (!exchange.endsWithin(20)) {
                exchange.send("A: b\r\n");
            }
        });
        assertThat(SMART.get("?timeout=2000").statusCode()).isIn(502, 504);
        assertThat(SMART.takeNotes(1)).hasSize(1);
        assertThat(BACKEND.lastRequest().connection().end()).isNotEqualTo(End.OURS);
    }

    @Test
    void aResponseThatComesBeforeItsRequestIsForNobody() throws Exception {
        String first = OK + "Content-Length: 12\r\n\r\n{\"hasty\": 1}";
        String second = OK + "Content-Length: 12\r\n\r\n{\"hasty\": 2}";
        try (HastyBackend hasty = HastyBackend.sending(first + second);
                SmartService smart = SmartService.inFrontOf(hasty.url()).started()) {
            for (int i = 1; i <= 3; i++) {
                HttpResponse<byte[]> answer = smart.get("");
                assertThat(answer.body()).asString().doesNotContain("2}");
                assertThat(answer.statusCode()).isIn(200, 502);
                assertThat(hasty.connections()).as("none is used again").isEqualTo(i);
                smart.awaitIdle();
                assertThat(smart.idleConnections()).isZero();
            }
        }
    }

    @Test
    void aBackendThatHalfClosesAfterItsResponseIsNotUsedAgain() throws Exception {
        BACKEND.reply(RawExchange::halfClose);
        for (int i = 1; i <= 3; i++) {
            assertThat(SMART.get("").statusCode()).isEqualTo(200);
            assertThat(BACKEND.connections()).hasSize(i);
        }
        assertThat(SMART.takeNotes(0)).isEmpty();
    }

    @Test
    void whatABackendSaysStaysWithinOneLineOfTheErrorLog() throws Exception {
        String forged = "\r2026-01-01T00:00:00.000Z request=forged attempt=1/1 kind=reset \u0085\u001b[2K\" \\";
        BACKEND.reply(Reply.bytes("HTTP/1.1 2" + forged + "\r\n\r\n"));
        assertThat(SMART.get("", "X-Request-Id", "real").statusCode()).isEqualTo(502);
        BACKEND.reply(
                Reply.bytes("HTTP/1.1 503 Forged" + forged + "\r\nContent-Length: 0\r\nA: b" + forged + "\r\n\r\n"));
        assertThat(SMART.get("", "X-Request-Id", "real").statusCode()).isEqualTo(503);
        String body = forged.replace('\r', '\n');
        BACKEND.reply(Reply.bytes(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body));
        assertThat(SMART.get("", "X-Request-Id", "real").statusCode()).isEqualTo(502);

        assertThat(SMART.takeNotes(3)).hasSize(3).allSatisfy(line -> assertThat(line)
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\S+Z request=real attempt=1/1 kind=\\w+ status=\\S+ elapsed_ms=\\d+ address=\\S+ detail=\""
                                + "(?:[^\"\\\\\\p{Cntrl}\u0085]|\\\\.)*\""));
    }

    private static void assertServesNobodyElse() throws Exception {
        assertThat(BACKEND.lastRequest().connection().end()).isNotEqualTo(End.OURS);
        BACKEND.reply(Reply.bytes(GOOD));
        assertThat(SMART.get("").body()).asString().isEqualTo("{}");
        assertThat(BACKEND.connections()).hasSize(2);
        assertThat(SMART.takeNotes(0)).isEmpty();
    }
}
