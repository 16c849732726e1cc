package smart.service.request.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Header;

/** Responds with a {@link ProblemDetails} when the server itself refuses a request, such as one that is not HTTP. */
public final class ProblemErrorHandler extends ErrorHandler {
    private final ObjectMapper mapper;

    public ProblemErrorHandler(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback)
            throws IOException {
        int status = code;
        if (code == HttpStatus.UPGRADE_REQUIRED_426) { // Jetty's, for HTTP/2; it would need Upgrade: RFC 9110 15.5.22.
            status = HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
            response.setStatus(status);
        }
        String id = RequestId.of(request.getHeaders().get(RequestId.HEADER));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
        response.getHeaders().put(RequestId.HEADER, id);
        put(response, ProblemFields.proxyStatus(ProblemDetails.error(status)));
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            put(response, ProblemFields.RETRY_AFTER);
        }
        ProblemDetails problem =
                new ProblemDetails(HttpStatus.getMessage(status), status, ProblemDetails.detail(status));
        response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(problem)), callback);
    }

    private static void put(Response response, Header field) {
        response.getHeaders().put(field.name(), field.value());
    }
}
