package smart.bench.load.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request, encoded once. Each sending has the same bytes (RFC 9112 section 3), except its trace. Immutable. */
final class RequestBytes {
    private static final String TRACEPARENT = "traceparent";

    private final boolean head;
    private final ByteBuf bytes;
    /** Where the trace's id goes, or -1. */
    private final int traceAt;

    private RequestBytes(boolean head, ByteBuf bytes, int traceAt) {
        this.head = head;
        this.bytes = bytes;
        this.traceAt = traceAt;
    }

    static RequestBytes of(Target target, RequestSpec call) {
        StringBuilder head = new StringBuilder()
                .append(call.method())
                .append(' ')
                .append(path(call.uri()))
                .append(" HTTP/1.1\r\n");
        addUnlessGiven(target, head, "Host", call.uri().getRawAuthority());
        addUnlessGiven(target, head, "User-Agent", "smart-bench");
        addUnlessGiven(target, head, "Accept", "*/*");
        ByteBuffer body =
                call.body() == null ? ByteBuffer.allocate(0) : call.body().duplicate();
        // RFC 9110 section 8.6: methods that expect content say so even when there is none.
        if (call.body() != null || List.of("POST", "PUT", "PATCH").contains(call.method())) {
            addUnlessGiven(target, head, "Content-Length", Integer.toString(body.remaining()));
        }
        for (Target.Header header : target.headers()) {
            add(head, header.name(), header.value());
        }
        int traceAt = -1;
        if (target.trace()) {
            traceAt = head.toString().getBytes(UTF_8).length + TRACEPARENT.length() + 2;
            add(head, TRACEPARENT, "0".repeat(Trace.LENGTH));
        }
        head.append("\r\n");
        byte[] start = head.toString().getBytes(UTF_8);
        // A wrapped array is freed by the garbage collector, so Netty's leak detection does not track it.
        ByteBuffer bytes = ByteBuffer.allocateDirect(start.length + body.remaining());
        bytes.put(start).put(body).flip();
        return new RequestBytes(
                call.method().equals("HEAD"),
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes.asReadOnlyBuffer())),
                traceAt);
    }

    /** Whether its response is a head alone. */
    boolean isHead() {
        return head;
    }

    /** The bytes for one sending, with the trace if there is one. */
    ByteBuf bytes(@Nullable Trace trace) {
        if (trace == null || traceAt < 0) {
            return bytes.duplicate();
        }
        ByteBuf copy = bytes.copy();
        copy.setCharSequence(traceAt, trace.traceparent(), US_ASCII);
        return copy;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static void addUnlessGiven(Target target, StringBuilder head, String name, String value) {
        if (names(target).noneMatch(name::equalsIgnoreCase)) {
            add(head, name, value);
        }
    }

    private static Stream<String> names(Target target) {
        return target.headers().stream().map(Target.Header::name);
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
