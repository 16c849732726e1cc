package smart.service.tracing.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.tracing.otlp.SendResult.Lost;
import smart.service.tracing.otlp.SendResult.Taken;
import smart.testkit.Ports;

/** Against real sockets. The pauses between attempts pass at once. */
final class OtlpClientIT {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Taken ALL = new Taken(0, "");

    private record Response(int status, ByteString body, Map<String, String> fields) {}

    private record Request(Map<String, List<String>> fields, ByteString body) {}

    private final Deque<Response> script = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private long now;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                requests.add(new Request(
                        Map.copyOf(exchange.getRequestHeaders()), ByteString.readFrom(exchange.getRequestBody())));
                Response response = script.size() > 1 ? script.remove() : script.element();
                response.fields().forEach(exchange.getResponseHeaders()::set);
                if (response.status() > 0) {
                    exchange.sendResponseHeaders(
                            response.status(), response.body().size());
                    response.body().writeTo(exchange.getResponseBody());
                } // Else the connection ends without a response.
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void responds(int status, String... fields) {
        script.add(
                new Response(status, ByteString.EMPTY, fields.length == 0 ? Map.of() : Map.of(fields[0], fields[1])));
    }

    private SendResult send(int port, byte[] body) throws InterruptedException {
        OtlpClient client = new OtlpClient(
                URI.create("http://127.0.0.1:" + port + "/v1/traces"),
                "test/1",
                Map.of("api-key", "secret", "Content-Type", "text/plain"),
                () -> now,
                nanos -> {
                    pauses.add(nanos);
                    now += nanos;
                },
                () -> 1);
        ProtoWriter message = new ProtoWriter(16);
        message.raw(body);
        return client.send(message);
    }

    private SendResult send() throws InterruptedException {
        return send(server.getAddress().getPort(), new byte[] {1, 2, 3});
    }

    @Test
    void sendsTheBytesWithItsFields() throws Exception {
        responds(200);
        byte[] body = new byte[1_500_000];
        body[0] = 1;
        body[body.length - 1] = 2;
        assertThat(send(server.getAddress().getPort(), body)).isEqualTo(ALL);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).body().toByteArray()).isEqualTo(body);
        assertThat(requests.get(0).fields())
                .containsEntry("Content-type", List.of("application/x-protobuf"))
                .containsEntry("User-agent", List.of("test/1"))
                .containsEntry("Api-key", List.of("secret"))
                .containsEntry("Content-length", List.of("1500000"))
                .doesNotContainKey("Upgrade");
    }

    @Test
    void readsWhatTheCollectorRejects() throws Exception {
        ByteString body = ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(2)
                        .setErrorMessage("old"))
                .build()
                .toByteString();
        script.add(new Response(200, body, Map.of()));
        assertThat(send()).isEqualTo(new Taken(2, "old"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void aLongResponseIsReadInPart() throws Exception {
        script.add(new Response(200, ByteString.copyFrom(new byte[3_000_000]), Map.of()));
        assertThat(send()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504, 0})
    void repeatsWhereThatCanHelp(int status) throws Exception {
        responds(status);
        responds(status);
        responds(200);
        assertThat(send()).isEqualTo(ALL);
        assertThat(requests).hasSize(3).allSatisfy(request -> assertThat(request.body())
                .hasSize(3));
        assertThat(pauses).containsExactly(SECOND, SECOND * 3 / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 413, 500, 501})
    void repeatsNothingElse(int status) throws Exception {
        responds(status);
        assertThat(send()).isEqualTo(new Lost("it responds with " + status, 0));
        assertThat(requests).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void givesUpAfterFiveAttempts() throws Exception {
        responds(503);
        assertThat(send()).isEqualTo(new Lost("it responds with 503", 0));
        assertThat(requests).hasSize(5);
        assertThat(pauses).containsExactly(SECOND, SECOND * 3 / 2, SECOND * 9 / 4, SECOND * 27 / 8);
    }

    @Test
    void waitsAsLongAsTheCollectorAsks() throws Exception {
        responds(429, "Retry-After", "4");
        responds(200);
        assertThat(send()).isEqualTo(ALL);
        assertThat(pauses).containsExactly(4 * SECOND);
    }

    @Test
    void aLongPauseIsLeftToTheOneWhoSends() throws Exception {
        responds(503, "Retry-After", "30");
        assertThat(send()).isEqualTo(new Lost("it responds with 503, and asks for a pause of 30 s", 30 * SECOND));
        assertThat(requests).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void repeatsWhereNobodyListensAndSaysSo() throws Exception {
        Lost lost = (Lost) send(Ports.unused(), new byte[] {1});
        assertThat(lost.why()).containsAnyOf("refused", "no connection");
        assertThat(pauses).hasSize(4);
    }

    @Test
    void noResponseEndsWithTheTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Iterator<Long> times =
                    List.of(0L, OtlpClient.TIMEOUT.toNanos() - 1, 0L).iterator();
            OtlpClient client = new OtlpClient(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    "test/1",
                    Map.of(),
                    times::next, // One nanosecond is left for the attempt.
                    pauses::add,
                    () -> 1);
            assertThat(client.send(new ProtoWriter(1))).isEqualTo(new Lost("no response within 10 s", 0));
        }
    }
}
