package smart.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/** Writes a complete response of the control endpoints, blocking. */
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /** Writes one JSON value. */
    interface BodyWriter {
        void write(JsonGenerator json) throws IOException;
    }

    static void text(Response response, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        try (var out = Content.Sink.asOutputStream(response)) {
            out.write(body);
        }
    }

    /** The response is streamed, however long it is. */
    static void json(Response response, BodyWriter body) throws IOException {
        json(response, "application/json", body);
    }

    static void problem(Response response, ProblemException problem) throws IOException {
        response.setStatus(problem.status());
        json(response, "application/problem+json", json -> {
            json.writeStartObject();
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.getMessage());
            if (problem.index() != null) {
                json.writeNumberField("index", problem.index());
            }
            json.writeEndObject();
        });
    }

    private static void json(Response response, String contentType, BodyWriter body) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        try (var json = JSON.createGenerator(Content.Sink.asOutputStream(response))) {
            body.write(json);
        }
    }
}
