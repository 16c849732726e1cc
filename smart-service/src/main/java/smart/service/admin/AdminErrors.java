package smart.service.admin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Describes in one line of text what is wrong with a request to the admin port, and which pages exist. */
public final class AdminErrors extends ErrorHandler {
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
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=UTF-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(text(code, message).getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static String text(int code, @Nullable String message) {
        return switch (code) {
            case HttpStatus.NOT_FOUND_404 ->
                "Not found. This is Smart's admin port: / is the console; see also /healthcheck, "
                        + "/health-check?type=alive, /metrics, /prometheus, /ping, /threads, and POST /tasks/...\n";
            case HttpStatus.METHOD_NOT_ALLOWED_405 ->
                "This method is not allowed here: run tasks with POST, read everything else with GET.\n";
            default -> (message == null ? HttpStatus.getMessage(code) : message) + "\n";
        };
    }
}
