package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.request.Outcome;

/** Attributes of unusual calls. */
final class SpanAttributesTest {
    private static final BackendResponse GOOD = new BackendResponse(200, List.of(), new byte[0]);

    private final TracedCalls calls = new TracedCalls();

    @Test
    void theMethodTheSchemeAndAddressesOfVersion6() throws Exception {
        TracedCalls over6 = new TracedCalls("https://[2001:db8::2]/work");
        CallSpan call = over6.begin(new QuietCaller(
                Method.HEAD,
                "https",
                "2001:db8::1",
                HttpFields.build().add("Host", "[2001:db8::3]:8000").asImmutable()));
        AttemptSpan attempt = call.attempt(1);
        call.ended(attempt, "2001:db8::2", GOOD, null);
        call.ended(Outcome.SUCCESS, 200, 1);

        List<Span> spans = over6.spans();
        assertThat(spans).extracting(Span::getName).containsExactly("HEAD /api/smart", "HEAD");
        assertThat(Collector.attributes(spans.get(0)))
                .containsEntry("http.request.method", "HEAD")
                .containsEntry("url.scheme", "https")
                .containsEntry("network.peer.address", "2001:db8::1")
                .containsEntry("client.address", "2001:db8::1")
                .containsEntry("server.address", "2001:db8::3")
                .containsEntry("server.port", "8000");
        assertThat(Collector.attributes(spans.get(1)))
                .containsEntry("url.full", "https://[2001:db8::2]/work")
                .containsEntry("server.address", "2001:db8::2")
                .containsEntry("server.port", "443")
                .containsEntry("network.peer.address", "2001:db8::2");
    }

    /** Behind a proxy the connection's other end is always the proxy. */
    @ParameterizedTest
    @CsvSource({
        "'203.0.113.9, 198.51.100.1', 203.0.113.9",
        "2001:db8::9, 2001:db8::9",
        "' , 198.51.100.1', 192.0.2.1",
        "'', 192.0.2.1"
    })
    void theClientIsTheFirstAddressThatAProxyForwarded(String forwarded, String client) throws Exception {
        CallSpan call = calls.begin(QuietCaller.with("X-Forwarded-For", forwarded));
        call.ended(Outcome.SUCCESS, 200, 1);

        assertThat(Collector.attributes(calls.spans().get(0)))
                .containsEntry("client.address", client)
                .containsEntry("network.peer.address", "192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "smart.example, http, 80",
        "smart.example, https, 443",
        "'[2001:db8::3]', https, 443",
        "smart.example:8000, https, 8000",
        "smart.example:, http,",
        "smart.example:eighty, http,",
        "smart.example:123456, http,"
    })
    void thePortIsTheOneInHostOrTheUsualOneOfTheScheme(String host, String scheme, String port) throws Exception {
        CallSpan call = calls.begin(new QuietCaller(
                Method.GET,
                scheme,
                "192.0.2.1",
                HttpFields.build().add("Host", host).asImmutable()));
        call.ended(Outcome.SUCCESS, 200, 1);

        assertThat(Collector.attributes(calls.spans().get(0)).get("server.port"))
                .isEqualTo(port);
    }

    @Test
    void aCallerThatLeftBeforeTheResponseGotNoStatus() throws Exception {
        CallSpan call = calls.begin(new QuietCaller());
        call.ended(Outcome.CLIENT_GONE, 0, 1);

        assertThat(Collector.attributes(calls.spans().get(0)))
                .containsEntry("smart.outcome", "client_gone")
                .doesNotContainKey("http.response.status_code");
    }

    @Test
    void aStatusOf4xxIsAnErrorOfTheClientSpanAlone() throws Exception {
        CallSpan call = calls.begin(new QuietCaller());
        AttemptSpan attempt = call.attempt(1);
        call.ended(attempt, "192.0.2.7", new BackendResponse(404, List.of(), new byte[0]), null);
        call.ended(Outcome.SUCCESS, 404, 1);

        List<Span> spans = calls.spans();
        assertThat(spans.get(0).hasStatus()).isFalse();
        assertThat(spans.get(0).getAttributesList()).doesNotContain(Spans.attribute("error.type", "404"));
        assertThat(spans.get(1).getStatus()).isEqualTo(Spans.error(""));
        assertThat(spans.get(1).getAttributesList()).contains(Spans.attribute("error.type", "404"));
    }

    /** Jetty gives a character for each byte of a field. */
    @ParameterizedTest
    @CsvSource({"M\u00C3\u00BCller/1, M\u00FCller/1", "M\u00FCller/1, M\u00FCller/1", "plain/1, plain/1"})
    void aFieldInUtf8IsReadAsThat(String field, String agent) throws Exception {
        CallSpan call = calls.begin(QuietCaller.with("User-Agent", field));
        call.ended(Outcome.SUCCESS, 200, 1);
        assertThat(Collector.attributes(calls.spans().get(0))).containsEntry("user_agent.original", agent);
    }

    @Test
    void longFieldsOfTheCallerAreCut() throws Exception {
        String entry = "k=" + "v".repeat(298);
        CallSpan call = calls.begin(QuietCaller.with(
                "Host",
                "h".repeat(7_000),
                "User-Agent",
                "a".repeat(7_000),
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-f0f067aa0ba902b7-01",
                "tracestate",
                entry + ",b=" + entry));
        call.ended(Outcome.SUCCESS, 200, 1);

        Span span = calls.spans().get(0);
        assertThat(Collector.attributes(span))
                .containsEntry("server.address", "h".repeat(256))
                .containsEntry("user_agent.original", "a".repeat(256));
        assertThat(span.getTraceState()).isEqualTo(entry);
    }
}
