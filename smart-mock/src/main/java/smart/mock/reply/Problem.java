package smart.mock.reply;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Why the mock itself, and not its scenario, answers with an error (RFC 9457). All such responses get their JSON here.
 *
 * @param status the status of the response
 * @param title the kind of the problem
 * @param detail what is wrong
 * @param index the entry that is wrong, from 0, or null
 */
public record Problem(int status, String title, String detail, @Nullable Integer index) {
    /** The media type of {@link #json()}. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    /** A problem of no entry. */
    public Problem(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    /** As a JSON object. */
    public String json() {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (index != null) {
                json.writeNumberField("index", index);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes all that is written", e);
        }
        return text.toString();
    }

    /** As a reply without delay. */
    public Reply reply() {
        return Reply.of(json(), status, 0).as(CONTENT_TYPE);
    }
}
