package smart.service.request;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;

/**
 * Passes a backend's response on as it came, of whatever size, without a thread that waits for the caller to read. The fields
 * are added when the body is written, and not before: Jersey would read a {@code Content-Type}, refuse one that it doesn't
 * understand, and add one where the backend sent none.
 */
public final class Relay implements WriterInterceptor {
    private static final byte[] NOTHING = {};

    private final UnreadAnswers unread;

    /**
     * A body on its way.
     *
     * @param headers the fields that go with it
     * @param bytes at least one byte
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
    record Body(List<Header> headers, byte[] bytes) {}

    public Relay(UnreadAnswers unread) {
        this.unread = unread;
    }

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

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        ServletContextRequest request = ServerRequests.of(context::getProperty);
        if (context.getEntity() instanceof Body body && request != null) {
            send(body, context, request);
        } else {
            context.proceed();
        }
    }

    private void send(Body body, WriterInterceptorContext context, ServletContextRequest request) throws IOException {
        MultivaluedMap<String, Object> fields = context.getHeaders();
        fields.remove("Content-Type");
        for (Header header : body.headers()) {
            fields.add(header.name(), header.value());
        }
        fields.putSingle("Content-Length", body.bytes().length);
        context.getOutputStream().write(NOTHING); // Makes Jersey give status and fields to the server.
        unread.send(request, body.bytes());
    }
}
