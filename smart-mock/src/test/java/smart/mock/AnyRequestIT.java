package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.journal.Match;
import smart.mock.reply.Reply;
import smart.testkit.RawCaller;

/** Every path but the control paths is the backend, and nothing that arrives is lost. */
class AnyRequestIT {
    private static final List<String> PATHS =
            List.of("/a%2Fb", "//", "//requests", "/%25", "/%E9", "/a/../b", "/a;x=1", "/./requests", "/requests/");

    private final MockBackend mock = MockBackend.start();

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void anyPathIsTheBackendsAndIsNotedAsSent() throws Exception {
        mock.always(Reply.ok("{}"));
        try (var raw = new RawCaller(mock.url())) {
            for (var path : PATHS) {
                assertThat(raw.get(path).readUntil("\r\n\r\n{}")).startsWith("HTTP/1.1 200 ");
            }
        }
        assertThat(mock.awaitSettled(PATHS.size()))
                .extracting(JournalEntry::path)
                .isEqualTo(PATHS);
    }

    @Test
    void aRequestWithoutAPathIsTheBackendsToo() throws Exception {
        mock.always(Reply.ok("{}"));
        try (var raw = new RawCaller(mock.url())) {
            raw.send("OPTIONS * HTTP/1.1\r\nHost: mock\r\n\r\n").readUntil("\r\n\r\n{}");
        }
        assertThat(mock.awaitSettled(1)).extracting(JournalEntry::path).containsExactly("*");
    }

    @Test
    void aRequestForATunnelIsNotedWithItsTarget() throws Exception {
        mock.always(Reply.of("{}", 405, 0));
        try (var raw = new RawCaller(mock.url())) {
            raw.send("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n").readUntil("\r\n\r\n{}");
        }
        assertThat(mock.awaitSettled(1)).extracting(JournalEntry::path).containsExactly("a:443");
    }

    @Test
    void headersAreNotedAsSentAndStillMeanTheSame() throws Exception {
        mock.always(Reply.ok("{}"));
        var sent = Map.of(
                "HOST", "LOCALhost:80",
                "accept-encoding", "GZIP",
                "CONTENT-TYPE", "TEXT/HTML",
                "cache-control", "NO-CACHE",
                "transfer-ENCODING", "CHUNKED",
                "connection", "CLOSE");
        var lines = sent.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue() + "\r\n")
                .collect(Collectors.joining());
        try (var raw = new RawCaller(mock.url())) {
            raw.send("POST / HTTP/1.1\r\n" + lines + "\r\n3\r\nabc\r\n0\r\n\r\n");
            assertThat(raw.readToEnd()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{}");
        }
        assertThat(mock.awaitSettled(1)).singleElement().satisfies(entry -> {
            assertThat(entry.body()).isEqualTo("abc");
            assertThat(entry.headers().keySet()).containsExactlyInAnyOrderElementsOf(sent.keySet());
            sent.forEach((name, value) -> assertThat(entry.header(name)).isEqualTo(value));
        });
        assertThat(mock.received(Match.ANY.withHeader("Content-Type", "TEXT/HTML")))
                .hasSize(1);
    }

    @Test
    void urisAndHeadsOverEightKibibytesAreTaken() throws Exception {
        mock.always(Reply.ok("{}"));
        var query = "q=" + "x".repeat(100_000);
        try (var raw = new RawCaller(mock.url())) {
            raw.send("GET /?" + query + " HTTP/1.1\r\nHost: mock\r\nX-Long: " + "y".repeat(100_000) + "\r\n\r\n")
                    .readUntil("\r\n\r\n{}");
        }
        var entry = mock.awaitSettled(1).get(0);
        assertThat(entry.query()).isEqualTo(query);
        assertThat(entry.header("X-Long")).hasSize(100_000);
    }

    @Test
    void aReplyMayHaveHeadersOfAMebibyte() throws Exception {
        var most = "y"
                .repeat(Reply.MAX_HEADERS
                        - "Content-Type: application/json\r\nConnection: close\r\nLong: \r\n".length());
        mock.always(Reply.ok("{}").with("Connection", "close").with("Long", most));
        try (var raw = new RawCaller(mock.url()).get("/")) {
            assertThat(raw.readToEnd()).contains("\r\nLong: " + most + "\r\n");
        }
    }

    @Test
    void whatIsRefusedIsAProblemAndInTheJournal() throws Exception {
        mock.scenario(Reply.ok("{}"));
        var tooLong = "GET /long HTTP/1.1\r\nHost: mock\r\nX-Long: " + "y".repeat(2_000_000) + "\r\n\r\n";

        for (var path : List.of("/%zz?a=1", "/..", "/a%00b")) {
            assertThat(refused("GET " + path + " HTTP/1.1\r\nHost: mock\r\nX-Id: 7\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"The path can't be resolved, or the request is malformed.\"");
        }
        assertThat(refused("GET /nohost HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains(
                        "application/problem+json",
                        "{\"title\":\"Not a request\",\"status\":400,\"detail\":\"No Host\"}");
        assertThat(refused("POST /short HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 400 ");
        mock.awaitSettled(5);
        assertThat(mock.journal()).extracting(JournalEntry::status).containsOnly(400);
        assertThat(mock.journal()).extracting(JournalEntry::method).containsExactly("", "", "", "GET", "POST");
        assertThat(mock.journal()).extracting(JournalEntry::path).containsExactly("", "", "", "/nohost", "/short");
        assertThat(mock.journal().subList(0, 3))
                .allSatisfy(entry -> assertThat(entry.headers()).isEmpty());
        try (var raw = new RawCaller(mock.url())) {
            raw.sendAsFarAsItGoes(tooLong);
            mock.awaitSettled(6);
        }
        assertThat(mock.journal().get(5))
                .satisfies(entry -> assertThat(entry.path()).isEqualTo("/long"))
                .satisfies(entry -> assertThat(entry.status()).isEqualTo(431));
        // They took nothing of the scenario.
        assertThat(new HttpCaller(mock.url()).get("/").body()).isEqualTo("{}");
    }

    @Test
    void anUploadThatTheCallerBreaksOffIsAbortedWithWhatArrived() throws Exception {
        mock.scenario(Reply.ok("{}"));
        try (var raw = new RawCaller(mock.url())) {
            raw.send("POST /half HTTP/1.1\r\nHost: mock\r\nContent-Length: 50\r\n\r\nabc");
            raw.halfClose();
            assertThat(raw.readToEnd())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\r\nConnection: close\r\n", "The body did not arrive in full.");
        }
        try (var raw = new RawCaller(mock.url())) {
            raw.send("POST /broken HTTP/1.1\r\nHost: mock\r\nExpect: 100-continue\r\nContent-Length: 50\r\n\r\n");
            raw.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
            raw.reset();
        }
        assertThat(mock.awaitSettled(2))
                .allSatisfy(entry -> assertThat(entry.status()).isEqualTo(400))
                .allSatisfy(entry -> assertThat(entry.outcome()).isEqualTo(Delivery.ABORTED));
        assertThat(mock.journal().get(0).body()).isEqualTo("abc");
        assertThat(mock.journal()).extracting(JournalEntry::bodySize).containsExactly(3L, 0L);
        assertThat(new HttpCaller(mock.url()).get("/").body()).isEqualTo("{}");
    }

    private String refused(String request) throws Exception {
        try (var raw = new RawCaller(mock.url()).send(request)) {
            return raw.readToEnd();
        }
    }
}
