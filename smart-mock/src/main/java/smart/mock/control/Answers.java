package smart.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import smart.mock.reply.Problem;

/** Writes a complete response of the control endpoints, blocking. */
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /** Writes one JSON value. */
    interface BodyWriter {
        void write(JsonGenerator json) throws IOException;
    }

    static void text(Response response, String text) throws IOException {
        whole(response, "text/plain;charset=utf-8", text);
    }

    static void problem(Response response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        whole(response, Problem.CONTENT_TYPE, problem.json());
    }

    private static void whole(Response response, String contentType, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        try (var out = Content.Sink.asOutputStream(response)) {
            out.write(body);
        }
    }

    /** The response is streamed, however long it is. */
    static void json(Response response, BodyWriter body) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        try (var json = JSON.createGenerator(Content.Sink.asOutputStream(response))) {
            body.write(json);
        }
    }
}
