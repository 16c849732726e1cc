package smart.bench.load.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Collects a body and tells whether it is exactly one JSON value (RFC 8259). */
final class JsonBody {
    private static final int LIMIT_BYTES = 16 * 1024 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** Takes the bytes; returns false if they exceed the limit. */
    boolean add(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (body.size() + length > LIMIT_BYTES) {
            return false;
        }
        try {
            bytes.getBytes(bytes.readerIndex(), body, length);
        } catch (IOException e) {
            throw new IllegalStateException("a stream in memory failed", e);
        }
        return true;
    }

    boolean isValid() {
        try (JsonParser parser = JSON.createParser(body.toByteArray())) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    void clear() {
        body.reset();
    }
}
