package smart.service.tracing;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
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

/**
 * Makes OpenTelemetry's spans of what was recorded, by its semantic conventions for HTTP. What may be a secret stays out: no
 * query, and no field but {@code User-Agent} and {@code Host}.
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

    /** The spans of a call that has ended: its own, and one for each attempt. */
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
        AttributesBuilder attributes = Attributes.builder()
                .put(METHOD, from.method())
                .put(ROUTE, SmartResource.PATH)
                .put(URL_PATH, SmartResource.PATH)
                .put(URL_SCHEME, from.scheme())
                .put(CLIENT, from.address())
                .put(SERVER, host(from.host()))
                .put(AGENT, from.agent())
                .put(STATUS, (long) call.status)
                .put(REQUEST_ID, call.requestId)
                .put(OUTCOME, outcome)
                .put(ATTEMPTS, (long) call.attempts.size());
        if (failed) {
            attributes.put(ERROR, Integer.toString(call.status));
        }
        SpanContext parent = call.parent == null
                ? SpanContext.getInvalid()
                : SpanContext.createFromRemoteParent(
                        call.parent.traceId(),
                        call.parent.spanId(),
                        call.parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault());
        List<EventData> events = call.events.stream()
                .map(event -> EventData.create(event.at() + toEpoch, event.what(), Attributes.empty()))
                .toList();
        return new FinishedSpan(
                from.method() + " " + SmartResource.PATH,
                SpanKind.SERVER,
                context,
                parent,
                failed ? StatusData.create(StatusCode.ERROR, outcome) : StatusData.unset(),
                call.start + toEpoch,
                call.end + toEpoch,
                attributes.build(),
                events,
                resource);
    }

    /** The name or address that a field {@code Host} has. */
    private static @Nullable String host(@Nullable String field) {
        return field == null ? null : field.replaceFirst(":\\d*$", "");
    }

    private FinishedSpan client(CallSpan call, AttemptSpan attempt, SpanContext parent, long toEpoch) {
        CallSpan.From from = Objects.requireNonNull(call.from);
        AttributesBuilder attributes = Attributes.builder()
                .put(METHOD, from.method())
                .put(URL_FULL, backendUrl)
                .put(SERVER, backend.host())
                .put(SERVER_PORT, (long) backend.port())
                .put(ATTEMPT, (long) attempt.number)
                .put(PEER, attempt.peer)
                .put(ERROR, attempt.error);
        if (attempt.status > 0) {
            attributes.put(STATUS, (long) attempt.status);
        }
        if (attempt.number > 1) {
            attributes.put(RESENT, (long) attempt.number - 1);
        }
        if (attempt.number == call.winner) {
            attributes.put(WINNER, true);
        }
        if (attempt.reason != null) {
            attributes.put(REASON, attempt.reason.name().toLowerCase(Locale.ROOT));
        }
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
                context(call, attempt.id),
                parent,
                attempt.error == null
                        ? StatusData.unset()
                        : StatusData.create(StatusCode.ERROR, attempt.detail == null ? "" : attempt.detail),
                attempt.start + toEpoch,
                end + toEpoch,
                attributes.build(),
                events,
                resource);
    }

    /** Marked as sampled, since it is sent: a collector may leave out what is not. */
    private static SpanContext context(CallSpan call, String spanId) {
        TraceState state = call.parent == null || call.parent.state() == null
                ? TraceState.getDefault()
                : W3CTraceContextEncoding.decodeTraceState(call.parent.state());
        return SpanContext.create(call.id(), spanId, TraceFlags.getSampled(), state);
    }
}
