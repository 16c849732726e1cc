package smart.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import smart.testkit.Await;

/**
 * Takes OTLP over HTTP and hands it to Zipkin in Zipkin's own format: what a collector of OpenTelemetry does between the two, as
 * its specification for exporters to Zipkin says. Zipkin's own module for OTLP is not on Maven Central.
 */
final class OtlpToZipkin implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();

    OtlpToZipkin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            spans(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()))
                    .forEach(taken::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Hands over what it has taken, once those are so many spans. */
    void handTo(URI zipkin, int spans) throws IOException, InterruptedException {
        Await.until(spans + " spans", () -> taken.size() >= spans);
        HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(zipkin.resolve("/api/v2/spans"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(taken.toString(), UTF_8)));
        if (answer.statusCode() != 202) {
            throw new IOException("Zipkin answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static ArrayNode spans(ExportTraceServiceRequest request) {
        ArrayNode spans = JsonNodeFactory.instance.arrayNode();
        request.getResourceSpansList().forEach(resource -> {
            String service = resource.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElseThrow();
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(span(span, service))));
        });
        return spans;
    }

    private static ObjectNode span(Span span, String service) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("traceId", hex(span.getTraceId()));
        json.put("id", hex(span.getSpanId()));
        if (!span.getParentSpanId().isEmpty()) {
            json.put("parentId", hex(span.getParentSpanId()));
        }
        json.put("kind", span.getKind() == Span.SpanKind.SPAN_KIND_SERVER ? "SERVER" : "CLIENT");
        json.put("name", span.getName());
        json.put("timestamp", span.getStartTimeUnixNano() / 1000);
        json.put("duration", Math.max(1, (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1000));
        json.putObject("localEndpoint").put("serviceName", service);
        ObjectNode tags = json.putObject("tags");
        for (KeyValue attribute : span.getAttributesList()) {
            tags.put(attribute.getKey(), text(attribute.getValue()));
        }
        if (span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT) {
            json.putObject("remoteEndpoint")
                    .put("serviceName", tags.path("server.address").asText())
                    .put("port", tags.path("server.port").asInt());
        }
        if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
            tags.put("error", tags.path("error.type").asText());
        }
        ArrayNode annotations = json.putArray("annotations");
        span.getEventsList().forEach(event -> annotations
                .addObject()
                .put("timestamp", event.getTimeUnixNano() / 1000)
                .put("value", event.getName()));
        return json;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.getStringValue();
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
