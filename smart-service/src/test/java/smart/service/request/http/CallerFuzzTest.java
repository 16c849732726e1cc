package smart.service.request.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import smart.service.LongForm;
import smart.service.Mutations;
import smart.service.backend.Header;

/** Whatever a caller sends in its query and its fields, or a backend in its fields. */
@LongForm
class CallerFuzzTest {
    private static final List<String> QUERIES = List.of(
            "",
            "a=b&timeout=500",
            "timeout=",
            "t%69meout=5%300",
            "timeout=1&timeout=2",
            "%",
            "%zz",
            "%0d%0aHost:%20a",
            "&&",
            "a=[]{}^\\|\"<>`",
            "timeout=99999999999999999999",
            "#?/:@",
            "\u00e4\u00ff\0\r\n",
            "%u0041",
            "timeout=%D9%A3");

    private static final List<String> FIELDS = List.of(
            "Connection: a, Via",
            "connection: close",
            "Via: 1.0 other",
            "X-Request-Id: a",
            "x-forwarded-for: 1.2.3.4",
            "Transfer-Encoding: chunked",
            "TE: trailers",
            "Host: a",
            "A: b",
            "\n",
            "Keep-Alive: 5",
            "Connection: ,,\t,",
            "X-Request-Id: a\u00e4 b",
            "Content-Length: 5",
            "Connection: x-request-id, host",
            "Cookie: a=b",
            "Upgrade: h2c");

    @Test
    void anyQueryFitsInARequestLineOrIsABadRequest() {
        Mutations.of(QUERIES, input -> {
            CallerQuery query;
            try {
                query = CallerQuery.parse(new String(input, ISO_8859_1));
            } catch (BadRequest e) {
                return;
            }
            assertThat(query.timeoutMillis().orElse(1)).isPositive();
            if (query.forBackend() != null) {
                assertThat(query.forBackend()).matches("[!-~]*").doesNotContain("#");
                assertThat(CallerQuery.parse(query.forBackend()).forBackend()).isEqualTo(query.forBackend());
            }
        });
    }

    @Test
    void noFieldForOneHopPassesAndWhatSmartAddsIsThereOnce() {
        Mutations.of(FIELDS, input -> {
            List<Header> fields = fields(input);
            List<Header> passed = HeaderRules.toBackend(callers(fields), "192.0.2.1", "http", false, "the-id");

            assertForNextHop(
                    fields,
                    passed.subList(0, passed.size() - 1),
                    List.of("via", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"));
            for (String name : List.of("Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-Id")) {
                assertThat(passed.stream().filter(field -> field.is(name)))
                        .as(name)
                        .hasSize(1);
            }
            assertThat(passed).contains(new Header("X-Request-Id", "the-id"));
            assertThat(passed).noneMatch(field -> field.is("Host") || field.is("Content-Length"));
        });
    }

    @Test
    void noFieldForOneHopPassesToTheCaller() {
        Mutations.of(FIELDS, input -> {
            List<Header> fields = fields(input);
            Set<String> named = HeaderRules.namedByConnection(fields);
            List<Header> passed = fields.stream()
                    .filter(field -> HeaderRules.isEndToEnd(field, named))
                    .toList();

            assertThat(fields).containsAll(passed);
            assertForNextHop(fields, passed, List.of());
        });
    }

    private static void assertForNextHop(List<Header> fields, List<Header> passed, List<String> ours) {
        List<String> named = new ArrayList<>(List.of("connection", "te", "transfer-encoding", "upgrade", "keep-alive"));
        fields.stream()
                .filter(field -> field.is("Connection"))
                .flatMap(field -> Arrays.stream(field.value().split(",", -1)))
                .forEach(name -> named.add(name.trim().toLowerCase(Locale.ROOT)));
        named.removeAll(ours);
        assertThat(passed).noneMatch(field -> named.contains(field.name().toLowerCase(Locale.ROOT)));
    }

    private static List<Header> fields(byte[] input) {
        List<Header> fields = new ArrayList<>();
        for (String line : new String(input, ISO_8859_1).split("\n|(?<=, Via)", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Header(
                        line.substring(0, colon), line.substring(colon + 1).trim()));
            }
        }
        return fields;
    }

    private static HttpFields callers(List<Header> fields) {
        HttpFields.Mutable callers = HttpFields.build();
        fields.forEach(field -> callers.add(field.name(), field.value()));
        return callers;
    }
}
