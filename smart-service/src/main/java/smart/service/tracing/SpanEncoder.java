package smart.service.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.request.Outcome;
import smart.service.tracing.otlp.AttributeKey;
import smart.service.tracing.otlp.SpanWriter;
import smart.service.tracing.otlp.TraceRequest;

/**
 * Writes calls as spans, by the semantic conventions for HTTP. It omits possible secrets: no query, no part of a body, and
 * no field except {@code User-Agent}, {@code Host}, the first address in {@code X-Forwarded-For}, and a {@code
 * Content-Encoding} that Smart can't decode. Used by one thread.
 */
final class SpanEncoder {
    private static final AttributeKey STATUS = new AttributeKey("http.response.status_code");
    private static final AttributeKey RESENT = new AttributeKey("http.request.resend_count");
    private static final AttributeKey SCHEME = new AttributeKey("url.scheme");
    private static final AttributeKey SERVER = new AttributeKey("server.address");
    private static final AttributeKey PORT = new AttributeKey("server.port");
    private static final AttributeKey PEER = new AttributeKey("network.peer.address");
    private static final AttributeKey CLIENT = new AttributeKey("client.address");
    private static final AttributeKey AGENT = new AttributeKey("user_agent.original");
    private static final AttributeKey ERROR = new AttributeKey("error.type");
    private static final AttributeKey REQUEST_ID = new AttributeKey("smart.request_id");
    private static final AttributeKey ATTEMPT = new AttributeKey("smart.attempt");
    private static final AttributeKey ATTEMPTS = new AttributeKey("smart.attempts");
    private static final AttributeKey WINNER = new AttributeKey("smart.hedge.winner");

    private static final int ASCII = 0x7f;
    private static final int LATIN_1 = 0xff;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_DIGITS = 5;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final long NANOS = 1_000_000_000;

    private final SpanParts parts;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime the clock of the calls, in nanoseconds */
    SpanEncoder(SpanParts parts, InstantSource clock, LongSupplier nanoTime) {
        this.parts = parts;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** What to add to a time of {@code nanoTime} for nanoseconds since the epoch. */
    long toEpoch() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS + now.getNano() - nanoTime.getAsLong();
    }

    /** Adds the spans of a call that has ended: its own, and one for each attempt. */
    void add(CallSpan call, TraceRequest to, long toEpoch) {
        synchronized (call) {
            CallSpan.From from = Objects.requireNonNull(call.from);
            server(call, from, to, toEpoch);
            for (AttemptSpan attempt : call.attempts) {
                client(call, attempt, from, to, toEpoch);
            }
        }
    }

    private void server(CallSpan call, CallSpan.From from, TraceRequest to, long toEpoch) {
        int start = to.beginSpan();
        SpanWriter span = to.span();
        boolean failed = call.status >= SERVER_ERROR;
        Outcome outcome = Objects.requireNonNull(call.outcome);
        span.ids(call.high, call.low, call.spanId, state(call), call.parent == null ? 0 : call.parent.span());
        span.raw(parts.serverNameAndKind(from.method()));
        span.times(call.start + toEpoch, call.end + toEpoch);
        span.raw(parts.serverAttributes(from.method()));
        span.put(SCHEME, from.scheme());
        span.put(PEER, from.peer());
        span.put(CLIENT, from.client());
        host(span, from);
        span.put(AGENT, text(from.agent()));
        if (call.status > 0) {
            span.put(STATUS, call.status);
        }
        span.put(REQUEST_ID, call.requestId);
        span.raw(parts.outcome(outcome));
        span.put(ATTEMPTS, call.attempts.size());
        if (failed) {
            span.put(ERROR, Integer.toString(call.status));
            span.error(outcome.label());
        }
        for (CallSpan.Happened event : call.events) {
            span.event(event.at() + toEpoch, event.what());
        }
        span.flags(call.parent != null);
        to.endSpan(start);
    }

    /** The name or address, and the port, in the {@code Host} field. */
    private static void host(SpanWriter span, CallSpan.From from) {
        String field = from.host();
        if (field == null) {
            return;
        }
        int colon = field.lastIndexOf(':');
        boolean hasPort = colon > field.lastIndexOf(']');
        span.put(SERVER, SpanParts.withoutBrackets(hasPort ? field.substring(0, colon) : field));
        int port = hasPort ? port(field.substring(colon + 1)) : from.scheme().equals("https") ? HTTPS : HTTP;
        if (port >= 0) {
            span.put(PORT, port);
        }
    }

    /** -1 if it is none. */
    private static int port(String digits) {
        boolean is = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return is ? Integer.parseInt(digits) : -1;
    }

    /** A field has a character for each byte (ISO 8859-1). If the bytes are UTF-8, it is read as that. */
    private static @Nullable String text(@Nullable String field) {
        if (field == null
                || field.chars().allMatch(one -> one <= ASCII)
                || field.chars().anyMatch(one -> one > LATIN_1)) {
            return field;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(field.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return field;
        }
    }

    private void client(CallSpan call, AttemptSpan attempt, CallSpan.From from, TraceRequest to, long toEpoch) {
        int start = to.beginSpan();
        SpanWriter span = to.span();
        long end = (attempt.ended ? attempt.end : call.end) + toEpoch;
        span.ids(call.high, call.low, attempt.id, state(call), call.spanId);
        span.raw(parts.clientNameAndKind(from.method()));
        span.times(attempt.start + toEpoch, end);
        span.raw(parts.clientAttributes(from.method()));
        span.put(ATTEMPT, attempt.number);
        span.put(PEER, attempt.peer);
        // For a client, 4xx is an error, too: https://opentelemetry.io/docs/specs/semconv/http/http-spans/#status
        String error = attempt.error == null && attempt.status >= CLIENT_ERROR
                ? Integer.toString(attempt.status)
                : attempt.error;
        span.put(ERROR, error);
        if (attempt.status > 0) {
            span.put(STATUS, attempt.status);
        }
        if (attempt.number > 1) {
            span.put(RESENT, attempt.number - 1);
        }
        if (attempt.number == call.winner) {
            span.put(WINNER, true);
        }
        if (attempt.reason != null) {
            span.raw(parts.reason(attempt.reason));
        }
        if (attempt.cancelled) {
            span.event(end, call.winner > 0 ? "cancelled as loser" : "cancelled: the call has ended");
        }
        if (error != null) {
            span.error(attempt.detail);
        }
        span.flags(false);
        to.endSpan(start);
    }

    private static @Nullable String state(CallSpan call) {
        return call.parent == null ? null : call.parent.state();
    }
}
