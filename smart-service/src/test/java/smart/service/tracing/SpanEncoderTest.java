package smart.service.tracing;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendResponse;
import smart.service.backend.CallTrace.HedgeReason;
import smart.service.request.Outcome;

/** Each span, field by field, as a collector decodes it. */
final class SpanEncoderTest {
    private static final BackendResponse GOOD = new BackendResponse(200, List.of(), new byte[0]);
    private static final String PEER = "192.0.2.7";
    /** The end of a call, in nanoseconds since the epoch: calls end at the time at which they are sent. */
    private static final long END = TracedCalls.AT.getEpochSecond() * 1_000_000_000 + TracedCalls.AT.getNano();

    private static final long MILLI = 1_000_000;

    private final TracedCalls calls = new TracedCalls();

    private static Span.Builder server(CallSpan call, Object... attributes) {
        return Spans.of(
                call,
                "GET /api/smart",
                SPAN_KIND_SERVER,
                call.spanId,
                call.parent == null ? 0 : call.parent.span(),
                attributes);
    }

    private static Span.Builder client(CallSpan call, int attempt, Object... attributes) {
        return Spans.of(call, "GET", SPAN_KIND_CLIENT, call.attempts.get(attempt - 1).id, call.spanId, attributes);
    }

    private void pass(int millis) {
        calls.pass(Duration.ofMillis(millis));
    }

    private void ended(CallSpan call, Outcome outcome, int status) {
        call.ended(outcome, status, calls.now - call.start);
    }

    @Test
    void aCallWithOneAttempt() throws Exception {
        CallSpan call = calls.begin(QuietCaller.with("Host", "smart.example:8000", "User-Agent", "curl/8"));
        pass(1);
        AttemptSpan attempt = call.attempt(1);
        pass(20);
        call.ended(attempt, PEER, GOOD, null);
        pass(2);
        ended(call, Outcome.SUCCESS, 200);

        assertThat(calls.spans())
                .containsExactly(
                        server(
                                        call,
                                        "http.request.method",
                                        "GET",
                                        "http.route",
                                        "/api/smart",
                                        "url.path",
                                        "/api/smart",
                                        "url.scheme",
                                        "http",
                                        "network.peer.address",
                                        "192.0.2.1",
                                        "client.address",
                                        "192.0.2.1",
                                        "server.address",
                                        "smart.example",
                                        "server.port",
                                        8000,
                                        "user_agent.original",
                                        "curl/8",
                                        "http.response.status_code",
                                        200,
                                        "smart.request_id",
                                        "id-1",
                                        "smart.outcome",
                                        "success",
                                        "smart.attempts",
                                        1)
                                .setStartTimeUnixNano(END - 23 * MILLI)
                                .setEndTimeUnixNano(END)
                                .build(),
                        client(
                                        call,
                                        1,
                                        "http.request.method",
                                        "GET",
                                        "url.full",
                                        "http://backend:8080/work",
                                        "server.address",
                                        "backend",
                                        "server.port",
                                        8080,
                                        "smart.attempt",
                                        1,
                                        "network.peer.address",
                                        PEER,
                                        "http.response.status_code",
                                        200)
                                .setStartTimeUnixNano(END - 22 * MILLI)
                                .setEndTimeUnixNano(END - 2 * MILLI)
                                .build());
    }

    @Test
    void aHedgedCallWithALoserAFailureAndAWinner() throws Exception {
        CallSpan call = calls.begin(new QuietCaller());
        AttemptSpan loser = call.attempt(1);
        pass(10);
        call.hedged(2, HedgeReason.DELAY);
        AttemptSpan failed = call.attempt(2);
        pass(10);
        call.ended(failed, null, null, new BackendFailure.Broken(Kind.REFUSED, "Verbindung abgelehnt: für heute"));
        call.hedged(3, HedgeReason.FAILURE);
        AttemptSpan winner = call.attempt(3);
        pass(10);
        call.won(3);
        call.ended(loser, PEER, null, new CancellationException());
        call.ended(winner, PEER, GOOD, null);
        ended(call, Outcome.SUCCESS, 200);

        List<Span> spans = calls.spans();
        assertThat(spans.get(0).getAttributesList()).contains(Spans.attribute("smart.attempts", 3));
        assertThat(spans.get(0).hasStatus()).isFalse();
        assertThat(spans.subList(1, 4))
                .containsExactly(
                        attempt(call, 1, "network.peer.address", PEER)
                                .setStartTimeUnixNano(END - 30 * MILLI)
                                .setEndTimeUnixNano(END)
                                .addEvents(Spans.event(END, "cancelled as loser"))
                                .build(),
                        attempt(
                                        call,
                                        2,
                                        "error.type",
                                        "refused",
                                        "http.request.resend_count",
                                        1,
                                        "smart.hedge.reason",
                                        "delay")
                                .setStartTimeUnixNano(END - 20 * MILLI)
                                .setEndTimeUnixNano(END - 10 * MILLI)
                                .setStatus(Spans.error("Verbindung abgelehnt: für heute"))
                                .build(),
                        attempt(
                                        call,
                                        3,
                                        "network.peer.address",
                                        PEER,
                                        "http.response.status_code",
                                        200,
                                        "http.request.resend_count",
                                        2,
                                        "smart.hedge.winner",
                                        true,
                                        "smart.hedge.reason",
                                        "failure")
                                .setStartTimeUnixNano(END - 10 * MILLI)
                                .setEndTimeUnixNano(END)
                                .build());
    }

    private static Span.Builder attempt(CallSpan call, int number, Object... attributes) {
        Span.Builder span = client(
                call,
                number,
                "http.request.method",
                "GET",
                "url.full",
                "http://backend:8080/work",
                "server.address",
                "backend",
                "server.port",
                8080,
                "smart.attempt",
                number);
        for (int i = 0; i < attributes.length; i += 2) {
            span.addAttributes(Spans.attribute((String) attributes[i], attributes[i + 1]));
        }
        return span;
    }

    @Test
    void aCallWithTheBackendsOwnFailure() throws Exception {
        CallSpan call = calls.begin(new QuietCaller());
        AttemptSpan attempt = call.attempt(1);
        call.ended(attempt, PEER, null, new BackendFailure.Status(new BackendResponse(503, List.of(), new byte[0])));
        ended(call, Outcome.BACKEND_STATUS, 503);

        List<Span> spans = calls.spans();
        assertThat(spans.get(0).getStatus()).isEqualTo(Spans.error("backend_status"));
        assertThat(spans.get(0).getAttributesList())
                .contains(
                        Spans.attribute("http.response.status_code", 503),
                        Spans.attribute("smart.outcome", "backend_status"))
                .endsWith(Spans.attribute("error.type", "503"));
        assertThat(spans.get(1).getStatus()).isEqualTo(Spans.error(""));
        assertThat(spans.get(1).getAttributesList())
                .endsWith(
                        Spans.attribute("network.peer.address", PEER),
                        Spans.attribute("error.type", "503"),
                        Spans.attribute("http.response.status_code", 503));
    }

    @Test
    void aRefusedCall() throws Exception {
        CallSpan call = calls.begin(new QuietCaller());
        call.event("refused by the limit");
        pass(1);
        ended(call, Outcome.REJECTED, 503);

        assertThat(calls.spans())
                .containsExactly(server(
                                call,
                                "http.request.method",
                                "GET",
                                "http.route",
                                "/api/smart",
                                "url.path",
                                "/api/smart",
                                "url.scheme",
                                "http",
                                "network.peer.address",
                                "192.0.2.1",
                                "client.address",
                                "192.0.2.1",
                                "http.response.status_code",
                                503,
                                "smart.request_id",
                                "id-1",
                                "smart.outcome",
                                "rejected",
                                "smart.attempts",
                                0,
                                "error.type",
                                "503")
                        .setStartTimeUnixNano(END - MILLI)
                        .setEndTimeUnixNano(END)
                        .addEvents(Spans.event(END - MILLI, "refused by the limit"))
                        .setStatus(Spans.error("rejected"))
                        .build());
    }

    @Test
    void aCallWhoseCallerIsGone() throws Exception {
        CallSpan call = calls.begin(new QuietCaller());
        AttemptSpan cancelled = call.attempt(1);
        call.attempt(2); // Has not ended yet.
        pass(5);
        call.ended(cancelled, null, null, new CancellationException());
        ended(call, Outcome.CLIENT_GONE, 0);

        List<Span> spans = calls.spans();
        assertThat(spans.get(0).hasStatus()).isFalse();
        assertThat(spans.get(1).getEventsList()).containsExactly(Spans.event(END, "cancelled: the call has ended"));
        assertThat(spans.get(2).getEndTimeUnixNano()).isEqualTo(END);
        assertThat(spans.get(2).getEventsList()).isEmpty();
    }

    @Test
    void aCallOfATraceOfTheCaller() throws Exception {
        CallSpan call = calls.begin(QuietCaller.with(
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-f0f067aa0ba902b7-01", "tracestate", "a=1,b=2"));
        AttemptSpan attempt = call.attempt(1);
        call.ended(attempt, PEER, GOOD, null);
        ended(call, Outcome.SUCCESS, 200);

        List<Span> spans = calls.spans();
        assertThat(spans).allSatisfy(span -> {
            assertThat(Collector.hex(span.getTraceId())).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(span.getTraceState()).isEqualTo("a=1,b=2");
        });
        assertThat(Collector.hex(spans.get(0).getParentSpanId())).isEqualTo("f0f067aa0ba902b7");
        assertThat(spans.get(0).getFlags()).isEqualTo(0x301);
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
        assertThat(spans.get(1).getFlags()).isEqualTo(0x101);
    }
}
