package smart.service.tracing;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.internal.W3CTraceContextEncoding;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.settings.BackendUrl;
import smart.service.request.jersey.SmartResource;
import smart.service.tracing.FinishedSpan.AttributeList;

/**
 * Creates OpenTelemetry spans from records, by the semantic conventions for HTTP. It omits possible secrets: no query,
 * and no field except {@code User-Agent} and {@code Host}.
 */
final class SpanFactory {
    private static final AttributeKey<String> METHOD = stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
    private static final AttributeKey<String> ROUTE = stringKey("http.route");
    private static final AttributeKey<Long> RESENT = longKey("http.request.resend_count");
    private static final AttributeKey<String> URL_PATH = stringKey("url.path");
    private static final AttributeKey<String> URL_SCHEME = stringKey("url.scheme");
    private static final AttributeKey<String> URL_FULL = stringKey("url.full");
    private static final AttributeKey<String> SERVER = stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
    private static final AttributeKey<String> PEER = stringKey("network.peer.address");
    private static final AttributeKey<String> CLIENT = stringKey("client.address");
    private static final AttributeKey<String> AGENT = stringKey("user_agent.original");
    private static final AttributeKey<String> ERROR = stringKey("error.type");
    private static final AttributeKey<String> REQUEST_ID = stringKey("smart.request_id");
    private static final AttributeKey<String> OUTCOME = stringKey("smart.outcome");
    private static final AttributeKey<Long> ATTEMPT = longKey("smart.attempt");
    private static final AttributeKey<Long> ATTEMPTS = longKey("smart.attempts");
    private static final AttributeKey<Boolean> WINNER = booleanKey("smart.hedge.winner");
    private static final AttributeKey<String> REASON = stringKey("smart.hedge.reason");

    private static final int SERVER_ERROR = 500;

    private final Resource resource;
    private final BackendUrl backend;
    private final String backendUrl;

    SpanFactory(String serviceName, String version, BackendUrl backend) {
        this.resource = Resource.getDefault()
                .merge(Resource.builder()
                        .put("service.name", serviceName)
                        .put("service.version", version)
                        .put("service.instance.id", UUID.randomUUID().toString())
                        .build());
        this.backend = backend;
        this.backendUrl = backend.uri().toString().replaceFirst("\\?.*", "");
    }

    /** The spans of a call that has ended: its own, and one per attempt. */
    List<SpanData> of(CallSpan call) {
        Instant now = Instant.now();
        long toEpoch = now.getEpochSecond() * 1_000_000_000 + now.getNano() - System.nanoTime();
        synchronized (call) {
            List<SpanData> spans = new ArrayList<>(call.spans());
            SpanContext context = context(call, call.spanId());
            spans.add(server(call, context, toEpoch));
            call.attempts.forEach(attempt -> spans.add(client(call, attempt, context, toEpoch)));
            return spans;
        }
    }

    private FinishedSpan server(CallSpan call, SpanContext context, long toEpoch) {
        CallSpan.From from = Objects.requireNonNull(call.from);
        String outcome = Objects.requireNonNull(call.outcome).label();
        boolean failed = call.status >= SERVER_ERROR;
        AttributeList attributes = new AttributeList()
                .with(METHOD, from.method())
                .with(ROUTE, SmartResource.PATH)
                .with(URL_PATH, SmartResource.PATH)
                .with(URL_SCHEME, from.scheme())
                .with(CLIENT, from.address())
                .with(SERVER, host(from.host()))
                .with(AGENT, from.agent())
                .with(STATUS, (long) call.status)
                .with(REQUEST_ID, call.requestId)
                .with(OUTCOME, outcome)
                .with(ATTEMPTS, (long) call.attempts.size())
                .with(ERROR, failed ? Integer.toString(call.status) : null);
        SpanContext parent = call.parent == null
                ? SpanContext.getInvalid()
                : SpanContext.createFromRemoteParent(
                        call.parent.traceId(),
                        call.parent.spanId(),
                        call.parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault());
        List<EventData> events = new ArrayList<>(call.events.size());
        call.events.forEach(
                event -> events.add(EventData.create(event.at() + toEpoch, event.what(), Attributes.empty())));
        return new FinishedSpan(
                from.method() + " " + SmartResource.PATH,
                SpanKind.SERVER,
                context,
                parent,
                failed ? StatusData.create(StatusCode.ERROR, outcome) : StatusData.unset(),
                call.start + toEpoch,
                call.end + toEpoch,
                attributes,
                events,
                resource);
    }

    /** The name or address in a {@code Host} field. */
    private static @Nullable String host(@Nullable String field) {
        if (field == null) {
            return null;
        }
        int colon = field.lastIndexOf(':');
        return colon > field.lastIndexOf(']') ? field.substring(0, colon) : field;
    }

    private FinishedSpan client(CallSpan call, AttemptSpan attempt, SpanContext parent, long toEpoch) {
        CallSpan.From from = Objects.requireNonNull(call.from);
        AttributeList attributes = new AttributeList()
                .with(METHOD, from.method())
                .with(URL_FULL, backendUrl)
                .with(SERVER, backend.host())
                .with(SERVER_PORT, (long) backend.port())
                .with(ATTEMPT, (long) attempt.number)
                .with(PEER, attempt.peer)
                .with(ERROR, attempt.error)
                .with(STATUS, attempt.status > 0 ? (long) attempt.status : null)
                .with(RESENT, attempt.number > 1 ? attempt.number - 1L : null)
                .with(WINNER, attempt.number == call.winner ? true : null)
                .with(
                        REASON,
                        attempt.reason == null ? null : attempt.reason.name().toLowerCase(Locale.ROOT));
        long end = attempt.ended ? attempt.end : call.end;
        List<EventData> events = attempt.cancelled
                ? List.of(EventData.create(
                        end + toEpoch,
                        call.winner > 0 ? "cancelled as loser" : "cancelled: the call has ended",
                        Attributes.empty()))
                : List.of();
        return new FinishedSpan(
                from.method(),
                SpanKind.CLIENT,
                context(call, attempt.spanId()),
                parent,
                attempt.error == null
                        ? StatusData.unset()
                        : StatusData.create(StatusCode.ERROR, attempt.detail == null ? "" : attempt.detail),
                attempt.start + toEpoch,
                end + toEpoch,
                attributes,
                events,
                resource);
    }

    /** Marked as sampled, since a collector may drop unsampled spans. */
    private static SpanContext context(CallSpan call, String spanId) {
        TraceState state = call.parent == null || call.parent.state() == null
                ? TraceState.getDefault()
                : W3CTraceContextEncoding.decodeTraceState(call.parent.state());
        return SpanContext.create(call.id(), spanId, TraceFlags.getSampled(), state);
    }
}
