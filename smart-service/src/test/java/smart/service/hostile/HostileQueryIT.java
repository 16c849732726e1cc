package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.testkit.RawCaller;

/** A query that is none, or that tries to become more than a query: the backend gets it as it came, in its request line. */
class HostileQueryIT extends HostileCalls {
    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("?a=%0d%0aHost:%20evil", "?a=%0d%0aHost:%20evil"),
                Arguments.of("?a=%00", "?a=%00"),
                Arguments.of("?%0a", "?%0a"),
                Arguments.of("?a=\u00ff", "?a=%FF"),
                Arguments.of("?a=\u0080\u00ff&b", "?a=%80%FF&b"),
                Arguments.of("?a=\u00c3\u00a4", "?a=%C3%A4"),
                Arguments.of("?a=\u00c3\u00a4&\u0080", "?a=%C3%A4&%80"),
                Arguments.of("?a=\u00ef\u00bf\u00bd", "?a=%EF%BF%BD"),
                Arguments.of("?a=\u00c3&timeout=5000", "?a=%C3"),
                Arguments.of("?a=%c0%8a", "?a=%c0%8a"),
                Arguments.of("?a='\"<>`|", "?a='\"<>`|"),
                Arguments.of("?ids[]=7&f={a|b}^\\", "?ids[]=7&f={a|b}^\\"),
                Arguments.of("?p=%zz&%", "?p=%zz&%"));
    }

    /** Byte for byte the same query; only bytes outside ASCII are escaped. */
    @ParameterizedTest
    @MethodSource("queries")
    void aQueryCanNotAddALineToTheBackendsRequest(String query, String passed) throws Exception {
        assertThat(call("/api/smart" + query).status()).isEqualTo(200);

        assertThat(backend.requests()).hasSize(1);
        assertThat(backend.lastRequest().line()).isEqualTo("GET /" + passed + " HTTP/1.1");
        assertThat(backend.lastRequest().header("Host")).containsExactly("127.0.0.1:" + backend.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?a=\u007f", "?a=b#c"})
    void aQueryThatIsNoneIsRefusedOrHarmless(String query) throws Exception {
        assertThat(call("/api/smart" + query).status()).isIn(200, 400);
        assertThat(backend.requests()).allSatisfy(request -> assertThat(request.line())
                .matches("GET /\\S* HTTP/1\\.1")
                .matches("[!-~ ]+"));
    }

    /** The request line arrives in two reads: the first one ends a request that is answered. */
    @Test
    void aQueryIsTheSameInPieces() throws Exception {
        String line = "GET /api/smart?a=\u00ff\u00c3\u00a4&b";
        for (int split = 1; split < line.length(); split += 3) {
            try (RawCaller caller = caller()) {
                caller.send("GET /api/smart?timeout=none HTTP/1.1\r\nHost: a\r\n\r\n" + line.substring(0, split));
                assertThat(caller.read().status()).isEqualTo(400);
                caller.send(line.substring(split) + " HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(caller.read().status()).isEqualTo(200);
            }
            assertThat(backend.lastRequest().target()).isEqualTo("/?a=%FF%C3%A4&b");
        }
    }
}
