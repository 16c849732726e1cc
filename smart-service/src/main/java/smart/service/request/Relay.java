package smart.service.request;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;

/**
 * Passes a backend's response on as it came. The fields are added when the body is written, and not before: Jersey would
 * read a {@code Content-Type}, refuse one that it doesn't understand, and add one where the backend sent none.
 */
public final class Relay implements MessageBodyWriter<Relay.Body> {
    /**
     * The largest body, in bytes, that the server keeps in its buffer until the answer is complete. It then writes it, with
     * its length, and no thread waits for that. The connectors' {@code outputAggregationSize} must be as large.
     */
    public static final int MAX_BUFFERED = 16 * 1024;

    /**
     * A body on its way.
     *
     * @param headers the fields that go with it
     * @param bytes at least one byte
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
    record Body(List<Header> headers, byte[] bytes) {}

    /** The response for the caller, with {@code X-Request-Id} where the backend sent none. */
    static Response response(BackendResponse response, String requestId) {
        Response.ResponseBuilder builder = Response.status(response.status());
        List<Header> headers = HeaderRules.toCaller(response.headers());
        if (!HeaderRules.contains(headers, RequestId.HEADER)) {
            headers.add(new Header(RequestId.HEADER, requestId));
        }
        if (response.body().length > 0) {
            return builder.type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .entity(new Body(headers, response.body()))
                    .build();
        }
        headers.forEach(header -> builder.header(header.name(), header.value()));
        return builder.build();
    }

    /** Whether a thread that writes {@code response} never has to wait for the caller to read. */
    static boolean neverWaits(Response response) {
        return !(response.getEntity() instanceof Body body) || body.bytes().length <= MAX_BUFFERED;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Body.class;
    }

    @Override
    public void writeTo(
            Body body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> fields,
            OutputStream output)
            throws IOException {
        fields.remove("Content-Type");
        for (Header header : body.headers()) {
            fields.add(header.name(), header.value());
        }
        if (body.bytes().length <= MAX_BUFFERED) {
            fields.remove(
                    "Content-Length"); // With a length, the server would write with the last byte, and wait for that.
        } else {
            fields.putSingle("Content-Length", body.bytes().length);
        }
        output.write(body.bytes());
    }
}
