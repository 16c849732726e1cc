package smart.service.tracing;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.CallTrace.HedgeReason;
import smart.service.backend.client.settings.BackendUrl;
import smart.service.request.Outcome;
import smart.service.request.jersey.SmartResource;
import smart.service.tracing.otlp.AttributeKey;
import smart.service.tracing.otlp.SpanWriter;

/** The parts of spans that all calls share, encoded once. Safe for use by many threads. */
final class SpanParts {
    private static final AttributeKey METHOD = new AttributeKey("http.request.method");

    private final Map<Method, byte[]> serverNameAndKind;
    private final Map<Method, byte[]> serverAttributes;
    private final Map<Method, byte[]> clientNameAndKind;
    private final Map<Method, byte[]> clientAttributes;
    private final Map<Outcome, byte[]> outcomes;
    private final Map<HedgeReason, byte[]> reasons;

    SpanParts(BackendUrl backend) {
        serverNameAndKind = each(
                Method.class,
                method -> SpanWriter.encode(
                        span -> span.name(method.name() + " " + SmartResource.PATH, SpanWriter.Kind.SERVER)));
        serverAttributes = each(Method.class, method -> SpanWriter.encode(span -> server(span, method)));
        clientNameAndKind = each(
                Method.class, method -> SpanWriter.encode(span -> span.name(method.name(), SpanWriter.Kind.CLIENT)));
        clientAttributes = each(Method.class, method -> SpanWriter.encode(span -> client(span, method, backend)));
        outcomes = each(
                Outcome.class,
                outcome -> SpanWriter.encode(span -> span.put(new AttributeKey("smart.outcome"), outcome.label())));
        reasons = each(
                HedgeReason.class,
                reason -> SpanWriter.encode(span -> span.put(
                        new AttributeKey("smart.hedge.reason"), reason.name().toLowerCase(Locale.ROOT))));
    }

    private static <E extends Enum<E>> Map<E, byte[]> each(Class<E> type, Function<E, byte[]> part) {
        Map<E, byte[]> parts = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            parts.put(value, part.apply(value));
        }
        return parts;
    }

    private static void server(SpanWriter span, Method method) {
        span.put(METHOD, method.name());
        span.put(new AttributeKey("http.route"), SmartResource.PATH);
        span.put(new AttributeKey("url.path"), SmartResource.PATH);
    }

    private static void client(SpanWriter span, Method method, BackendUrl backend) {
        span.put(METHOD, method.name());
        span.put(new AttributeKey("url.full"), backend.uri().toString().replaceFirst("\\?.*", ""));
        span.put(new AttributeKey("server.address"), withoutBrackets(backend.host()));
        span.put(new AttributeKey("server.port"), backend.port());
    }

    /** An address of IPv6 has brackets in a URL and in {@code Host}, and none in an attribute. */
    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    byte[] serverNameAndKind(Method method) {
        return Objects.requireNonNull(serverNameAndKind.get(method));
    }

    /** The attributes of a call's own span that depend on the method alone. */
    byte[] serverAttributes(Method method) {
        return Objects.requireNonNull(serverAttributes.get(method));
    }

    byte[] clientNameAndKind(Method method) {
        return Objects.requireNonNull(clientNameAndKind.get(method));
    }

    /** The attributes of an attempt that depend on the method and the backend's URL alone. */
    byte[] clientAttributes(Method method) {
        return Objects.requireNonNull(clientAttributes.get(method));
    }

    byte[] outcome(Outcome outcome) {
        return Objects.requireNonNull(outcomes.get(outcome));
    }

    byte[] reason(HedgeReason reason) {
        return Objects.requireNonNull(reasons.get(reason));
    }
}
