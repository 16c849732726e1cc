package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.tracing.Collector.attributes;
import static smart.service.tracing.Collector.events;
import static smart.service.tracing.Collector.hex;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** What a collector receives, and what the backend is told, through real sockets. */
final class TracesIT {
    private static final Reply GOOD = Reply.ok("{\"time\": 1}");
    private static final Reply SLOW = GOOD.after(Duration.ofMinutes(5));
    private static final Reply FAILED = Reply.of("broken", 500, 0);
    private static final String PARENT = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private static MockBackend mock;
    private static Collector collector;
    private static SmartService service;

    @BeforeAll
    static void start() throws Exception {
        mock = MockBackend.start();
        collector = new Collector();
        service = SmartService.inFrontOf(mock.url().resolve("/work?key=secret"))
                .with("tracing.endpoint", collector.url().toString())
                .with("tracing.serviceName", "smart-test")
                .with("tracing.resourceAttributes", "service.name=other,team=a%2Cb")
                .with("tracing.headers", "api-key=a%2Cb, x-tenant=one+two")
                .with("tracing.sampler", "parentbased_always_off")
                .with("hedging.delay", "100s")
                .with("backend.timeout", "60s")
                .started();
    }

    @AfterAll
    static void stop() {
        service.close();
        collector.close();
        mock.close();
    }

    private static void hedging(String settings) throws Exception {
        assertThat(service.admin("POST", "/tasks/set-hedging?" + settings).statusCode())
                .isEqualTo(200);
    }

    private static String traceparent(String traceId, boolean sampled) {
        return "00-" + traceId + "-" + SPAN + (sampled ? "-01" : "-00");
    }

    private static String header(int request, String name) throws Exception {
        return JournalHeaders.of(mock.url(), request).get(name);
    }

    @Test
    void aCallIsAServerSpanUnderTheCallersAndAnAttemptAClientSpanUnderIt() throws Exception {
        hedging("enabled=false");
        mock.scenario(GOOD);
        service.get("?a=1", "traceparent", traceparent(PARENT, true), "tracestate", "a=1,b=2", "baggage", "k=v");

        List<Span> trace = collector.trace(PARENT, 2);
        Span server = trace.get(0);
        Span client = trace.get(1);
        assertThat(server.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(server.getName()).isEqualTo("GET /api/smart");
        assertThat(hex(server.getParentSpanId())).isEqualTo(SPAN);
        assertThat(server.getTraceState()).isEqualTo("a=1,b=2");
        assertThat(attributes(server))
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("http.route", "/api/smart")
                .containsEntry("url.scheme", "http")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("smart.outcome", "success")
                .containsEntry("smart.attempts", "1")
                .doesNotContainKey("error.type");
        assertThat(client.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(attributes(client))
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("network.peer.address", "127.0.0.1")
                .containsEntry("server.port", Integer.toString(mock.port()))
                .containsEntry("url.full", mock.url().resolve("/work").toString())
                .containsEntry("http.response.status_code", "200")
                .doesNotContainKeys("http.request.resend_count", "smart.hedge.reason", "smart.hedge.winner");
        assertThat(client.getStartTimeUnixNano()).isBetween(server.getStartTimeUnixNano(), server.getEndTimeUnixNano());
        assertThat(client.getEndTimeUnixNano()).isBetween(client.getStartTimeUnixNano(), server.getEndTimeUnixNano());
        assertThat(Math.abs(System.currentTimeMillis() - server.getEndTimeUnixNano() / 1_000_000))
                .isLessThan(60_000);

        assertThat(header(0, "traceparent")).isEqualTo("00-" + PARENT + "-" + hex(client.getSpanId()) + "-01");
        assertThat(header(0, "tracestate")).isEqualTo("a=1,b=2");
        assertThat(header(0, "baggage")).isEqualTo("k=v");
    }

    @Test
    void whatIsPostedIsWhatTheSpecificationOfOtlpSays() throws Exception {
        hedging("enabled=false");
        String id = "00000000000000000000000000000001";
        mock.scenario(GOOD);
        service.get("", "traceparent", traceparent(id, true));
        collector.trace(id, 2);

        assertThat(collector.requests()).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/traces");
            assertThat(request.contentType()).isEqualTo("application/x-protobuf");
            assertThat(request.fields())
                    .containsEntry("Api-key", List.of("a,b"))
                    .hasEntrySatisfying(
                            "User-agent", agent -> assertThat(agent.get(0)).startsWith("Smart-OTLP-Exporter-Java/"))
                    .containsEntry("X-tenant", List.of("one+two"));
            Map<String, String> resource = Collector.text(
                    request.body().getResourceSpans(0).getResource().getAttributesList());
            assertThat(resource)
                    .containsEntry("service.name", "smart-test")
                    .containsEntry("team", "a,b")
                    .containsEntry("telemetry.sdk.name", "smart")
                    .containsKeys("service.version", "service.instance.id", "telemetry.sdk.version");
        });
    }

    @Test
    void aCallerThatHungUpGotNoStatus() throws Exception {
        hedging("enabled=false");
        String id = "00000000000000000000000000000008";
        mock.scenario(SLOW);
        try (RawCaller caller = new RawCaller(service.url("/"))) {
            caller.get(SmartService.PATH, "traceparent: " + traceparent(id, true));
            mock.await(journal -> journal.size() == 1);
        }

        assertThat(attributes(collector.trace(id, 2).get(0)))
                .containsEntry("smart.outcome", "client_gone")
                .doesNotContainKey("http.response.status_code");
    }

    @Test
    void aHedgedCallShowsWhoWonAndWhoLost() throws Exception {
        hedging("enabled=true&delay=1s&extraAttempts=1&minPerSecond=1000"); // The first one is there first.
        String id = "00000000000000000000000000000002";
        mock.scenario(SLOW, GOOD);
        service.get("", "traceparent", traceparent(id, true));

        List<Span> trace = collector.trace(id, 3);
        Span loser = trace.get(1);
        Span winner = trace.get(2);
        assertThat(attributes(trace.get(0))).containsEntry("smart.attempts", "2");
        assertThat(events(loser)).containsExactly("cancelled as loser");
        assertThat(attributes(loser))
                .doesNotContainKeys("smart.hedge.winner", "error.type", "http.response.status_code");
        assertThat(loser.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(attributes(winner))
                .containsEntry("smart.hedge.winner", "true")
                .containsEntry("smart.hedge.reason", "delay")
                .containsEntry("http.request.resend_count", "1");
        assertThat(events(winner)).isEmpty();
        assertThat(List.of(header(0, "traceparent"), header(1, "traceparent")))
                .containsExactly(
                        "00-" + id + "-" + hex(loser.getSpanId()) + "-01",
                        "00-" + id + "-" + hex(winner.getSpanId()) + "-01");
    }

    @Test
    void aFailedAttemptIsKeptThoughNobodyChoseItsTraceAndItsNoteLeadsToIt() throws Exception {
        hedging("enabled=true&delay=100s&extraAttempts=1&minPerSecond=1000");
        service.admin("POST", "/tasks/clear-error-log");
        mock.scenario(FAILED, GOOD);
        assertThat(service.get("").statusCode()).isEqualTo(200);

        String note = service.takeNotes(1).get(0);
        assertThat(note).matches(".* elapsed_ms=\\d+ address=\\S+ trace=[0-9a-f]{32} detail=\".*");
        String id = note.replaceFirst(".* trace=(\\S+) .*", "$1");
        List<Span> trace = collector.trace(id, 3);
        assertThat(trace.get(0).getParentSpanId().isEmpty()).isTrue();
        assertThat(attributes(trace.get(1)))
                .containsEntry("error.type", "500")
                .containsEntry("http.response.status_code", "500");
        assertThat(trace.get(1).getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(attributes(trace.get(2))).containsEntry("smart.hedge.reason", "failure");
        assertThat(header(0, "traceparent"))
                .isEqualTo("00-" + id + "-" + hex(trace.get(1).getSpanId()) + "-00");
    }

    @Test
    void aBudgetThatIsSpentIsAnEvent() throws Exception {
        hedging("enabled=true&delay=1ms&extraAttempts=1&budget=0&minPerSecond=0");
        String id = "00000000000000000000000000000003";
        mock.scenario(GOOD.after(Duration.ofSeconds(1)));
        service.get("", "traceparent", traceparent(id, true));

        assertThat(events(collector.trace(id, 2).get(0))).containsExactly("no extra attempt: budget spent");
    }

    @Test
    void whatNobodyChoseIsNotSentButGoesOnUnderItsId() throws Exception {
        hedging("enabled=false");
        String unsampled = "00000000000000000000000000000004";
        String later = "00000000000000000000000000000005";
        mock.scenario(GOOD, GOOD);
        service.get("", "traceparent", traceparent(unsampled, false));
        service.get("", "traceparent", traceparent(later, true));

        collector.trace(later, 2);
        assertThat(collector.spans()).noneMatch(span -> hex(span.getTraceId()).equals(unsampled));
        assertThat(header(0, "traceparent"))
                .startsWith("00-" + unsampled + "-")
                .endsWith("-00")
                .doesNotContain(SPAN);
    }

    @Test
    void aTraceparentThatIsNoneBeginsANewTraceWithoutItsState() throws Exception {
        hedging("enabled=false");
        mock.scenario(GOOD);
        service.get("", "traceparent", "00-" + "0".repeat(32) + "-" + SPAN + "-01", "tracestate", "a=1");

        assertThat(header(0, "traceparent")).matches("00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(header(0, "tracestate")).isNull();
    }

    @Test
    void aTracestateThatIsNoneLosesNoSpan() throws Exception {
        hedging("enabled=false");
        String id = "00000000000000000000000000000009";
        mock.scenario(GOOD);
        service.get("", "traceparent", traceparent(id, true), "tracestate", "no state=, at all,");

        assertThat(collector.trace(id, 2)).hasSize(2);
    }

    @Test
    void aCallThatTheLimitRefusesIsASpanWithoutAttempts() throws Exception {
        hedging("enabled=false");
        String id = "00000000000000000000000000000006";
        service.admin("POST", "/tasks/set-limit?value=1");
        mock.scenario(SLOW);
        var held = service.getAsync("");
        Await.until("one in flight", () -> service.inFlight() == 1);
        mock.await(journal -> journal.size() == 1); // A late one would take the next test's reply.
        assertThat(service.get("", "traceparent", traceparent(id, true)).statusCode())
                .isEqualTo(503);
        held.cancel(true);
        service.awaitIdle();
        service.admin("POST", "/tasks/set-limit?value=100");

        List<Span> trace = collector.trace(id, 1);
        assertThat(trace).hasSize(1);
        assertThat(events(trace.get(0))).containsExactly("refused by the limit");
        assertThat(attributes(trace.get(0)))
                .containsEntry("smart.outcome", "rejected")
                .containsEntry("error.type", "503");
    }

    @Test
    void aHistogramHasAnExemplarThatLeadsToTheTrace() throws Exception {
        hedging("enabled=false");
        String id = "00000000000000000000000000000007";
        mock.scenario(GOOD);
        service.get("", "traceparent", traceparent(id, true));
        collector.trace(id, 2);

        HttpRequest scrape = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.getAdminPort() + "/prometheus"))
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .build();
        HttpClient client = HttpClient.newHttpClient();
        // The exemplars are kept once the spans are on their way.
        for (String histogram : List.of("smart_request_duration", "smart_backend_attempt_duration")) {
            Pattern exemplar = Pattern.compile(histogram + "_seconds_bucket\\{.*} \\d+ # \\{.*trace_id=\"" + id + "\"");
            Await.until("an exemplar of " + histogram, () -> exemplar.matcher(
                            client.send(scrape, BodyHandlers.ofString()).body())
                    .find());
        }
        Await.until("the spans are counted as sent", () -> service.count("smart.trace_spans.sent") > 0);
    }
}
