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
        if (headers.stream().noneMatch(header -> header.is(RequestId.HEADER))) {
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
        body.headers().forEach(header -> fields.add(header.name(), header.value()));
        fields.putSingle("Content-Length", body.bytes().length);
        output.write(body.bytes());
    }
}
