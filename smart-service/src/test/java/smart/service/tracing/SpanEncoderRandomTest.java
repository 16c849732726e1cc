package smart.service.tracing;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendResponse;
import smart.service.request.Outcome;

/** What is encoded decodes to what was recorded, whatever that is. */
final class SpanEncoderRandomTest {
    private static final int CALLS = 3000;
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Kind[] KINDS = Kind.values();

    private final Random random = new Random(20);
    private final TracedCalls calls = new TracedCalls();

    @Test
    void whatIsEncodedDecodesToWhatWasRecorded() throws Exception {
        List<CallSpan> recorded = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            recorded.add(call());
        }
        long sentAt = calls.now;
        while (calls.spans().size()
                < recorded.stream().mapToInt(call -> call.spans).sum()) {
            assertThat(calls.count("queue_full")).isZero();
        }
        List<Span> spans = calls.spans();
        int next = 0;
        for (CallSpan call : recorded) {
            assertThat(server(call, sentAt)).isEqualTo(spans.get(next));
            next++;
            for (AttemptSpan attempt : call.attempts) {
                assertThat(client(call, attempt, sentAt)).isEqualTo(spans.get(next));
                next++;
            }
        }
        assertThat(spans).hasSize(next);
    }

    private CallSpan call() {
        CallSpan call = calls.begin(QuietCaller.with("User-Agent", text(), "Host", text()));
        for (int number = 1; number <= random.nextInt(4); number++) {
            calls.pass(Duration.ofNanos(random.nextInt(1_000_000)));
            AttemptSpan attempt = call.attempt(number);
            calls.pass(Duration.ofNanos(random.nextInt(1_000_000)));
            switch (random.nextInt(5)) {
                case 0 -> call.ended(attempt, text(), null, new CancellationException());
                case 1 ->
                    call.ended(attempt, text(), null, new BackendFailure.Broken(KINDS[random.nextInt(7)], text()));
                case 2 -> call.ended(attempt, null, null, new IllegalStateException());
                default ->
                    call.ended(
                            attempt,
                            text(),
                            new BackendResponse(200 + random.nextInt(300), List.of(), new byte[0]),
                            null);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            call.event(text());
        }
        call.ended(OUTCOMES[random.nextInt(OUTCOMES.length)], 200 + random.nextInt(400), calls.now - call.start);
        return call;
    }

    /** Of a length that may need one, two or three bytes, with characters of one to four bytes, and broken ones. */
    private String text() {
        int length = random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(60);
        StringBuilder text = new StringBuilder(length);
        boolean ascii = random.nextBoolean();
        while (text.length() < length) {
            int c = random.nextInt(ascii ? 0x80 : Character.MAX_CODE_POINT + 1);
            switch (random.nextInt(4)) {
                case 0 ->
                    text.append((char) (ascii ? c : 0xD800 + (c & 0x7ff))); // A surrogate, paired at most by chance.
                case 1 -> text.append((char) (ascii ? c : c & 0x7ff));
                default -> text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    /** As Java writes it. */
    private static String written(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static Span server(CallSpan call, long sentAt) {
        Span.Builder span = Spans.of(call, "GET /api/smart", SPAN_KIND_SERVER, call.spanId, 0);
        times(span, call.start, call.end, sentAt);
        String host = call.from.host();
        int colon = host.lastIndexOf(':');
        add(span, "http.request.method", "GET", "http.route", "/api/smart", "url.path", "/api/smart");
        add(span, "url.scheme", "http", "network.peer.address", "192.0.2.1", "client.address", "192.0.2.1");
        boolean hasPort = colon > host.lastIndexOf(']');
        add(span, "server.address", hasPort ? host.substring(0, colon) : host);
        add(span, "server.port", port(hasPort, host.substring(colon + 1)));
        add(span, "user_agent.original", call.from.agent(), "http.response.status_code", call.status);
        add(span, "smart.request_id", "id-1", "smart.outcome", call.outcome.label());
        add(span, "smart.attempts", call.attempts.size());
        call.events.forEach(event -> span.addEvents(Spans.event(epoch(event.at(), sentAt), written(event.what()))));
        if (call.status >= 500) {
            add(span, "error.type", Integer.toString(call.status));
            span.setStatus(Spans.error(call.outcome.label()));
        }
        return span.build();
    }

    private static Integer port(boolean given, String text) {
        if (!given) {
            return 80;
        }
        return text.matches("[0-9]{1,5}") ? Integer.valueOf(text) : null;
    }

    private static Span client(CallSpan call, AttemptSpan attempt, long sentAt) {
        Span.Builder span = Spans.of(call, "GET", SPAN_KIND_CLIENT, attempt.id, call.spanId);
        times(span, attempt.start, attempt.end, sentAt);
        add(span, "http.request.method", "GET", "url.full", "http://backend:8080/work");
        add(span, "server.address", "backend", "server.port", 8080, "smart.attempt", attempt.number);
        String error = attempt.status >= 400 && attempt.error == null ? String.valueOf(attempt.status) : attempt.error;
        add(span, "network.peer.address", attempt.peer, "error.type", error);
        add(span, "http.response.status_code", attempt.status == 0 ? null : attempt.status);
        add(span, "http.request.resend_count", attempt.number == 1 ? null : attempt.number - 1);
        if (attempt.cancelled) {
            span.addEvents(Spans.event(epoch(attempt.end, sentAt), "cancelled: the call has ended"));
        }
        if (error != null) {
            span.setStatus(Spans.error(attempt.detail == null ? "" : written(attempt.detail)));
        }
        return span.build();
    }

    private static void add(Span.Builder span, Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1] instanceof String text ? written(text) : attributes[i + 1];
            if (value != null) {
                span.addAttributes(Spans.attribute((String) attributes[i], value));
            }
        }
    }

    private static void times(Span.Builder span, long start, long end, long sentAt) {
        span.setStartTimeUnixNano(epoch(start, sentAt)).setEndTimeUnixNano(epoch(end, sentAt));
    }

    private static long epoch(long time, long sentAt) {
        return TracedCalls.AT.getEpochSecond() * 1_000_000_000 + TracedCalls.AT.getNano() + time - sentAt;
    }
}
