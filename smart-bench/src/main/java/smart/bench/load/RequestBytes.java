package smart.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes the request once; every request of a run is the same bytes (RFC 9112 section 3). */
final class RequestBytes {
    private RequestBytes() {}

    static ByteBuf of(Target target) {
        StringBuilder head = new StringBuilder()
                .append(target.method())
                .append(' ')
                .append(path(target.uri()))
                .append(" HTTP/1.1\r\n");
        addUnlessGiven(target, head, "Host", target.uri().getRawAuthority());
        addUnlessGiven(target, head, "User-Agent", "smart-bench");
        addUnlessGiven(target, head, "Accept", "*/*");
        byte[] body = target.body() == null ? new byte[0] : target.body().getBytes(UTF_8);
        // RFC 9110 section 8.6: methods that expect content say so even when there is none.
        if (target.body() != null || List.of("POST", "PUT", "PATCH").contains(target.method())) {
            addUnlessGiven(target, head, "Content-Length", Integer.toString(body.length));
        }
        for (Target.Header header : target.headers()) {
            add(head, header.name(), header.value());
        }
        head.append("\r\n");
        byte[] start = head.toString().getBytes(UTF_8);
        // Wrapped, it is the garbage collector's to free, and Netty does not look for who forgot to release it.
        ByteBuffer bytes = ByteBuffer.allocateDirect(start.length + body.length);
        bytes.put(start).put(body).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes.asReadOnlyBuffer()));
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static void addUnlessGiven(Target target, StringBuilder head, String name, String value) {
        if (target.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase(name))) {
            add(head, name, value);
        }
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
