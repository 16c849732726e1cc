package smart.service.tracing;

import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import smart.testkit.Await;

/** Takes what is exported, off the wire: OTLP over HTTP, as protobuf. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> requests = new CopyOnWriteArrayList<>();

    /** One POST. */
    record Received(
            String path, String contentType, Map<String, List<String>> fields, ExportTraceServiceRequest body) {}

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    Map.copyOf(exchange.getRequestHeaders()),
                    ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    List<Received> requests() {
        return requests;
    }

    /** All spans so far. */
    List<Span> spans() {
        return requests.stream()
                .flatMap(request -> request.body().getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** The spans of one trace, once there are so many: the server's first, then the attempts in their order. */
    List<Span> trace(String traceId, int spans) {
        Await.until(spans + " spans of " + traceId, () -> of(traceId).size() >= spans);
        return of(traceId);
    }

    private List<Span> of(String traceId) {
        return spans().stream()
                .filter(span -> hex(span.getTraceId()).equals(traceId))
                .toList();
    }

    static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** A span's attributes, each as text. */
    static Map<String, String> attributes(Span span) {
        return text(span.getAttributesList());
    }

    static Map<String, String> text(List<KeyValue> attributes) {
        return attributes.stream().collect(toMap(KeyValue::getKey, attribute -> text(attribute.getValue())));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.getStringValue();
        };
    }

    static List<String> events(Span span) {
        return span.getEventsList().stream().map(Span.Event::getName).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
