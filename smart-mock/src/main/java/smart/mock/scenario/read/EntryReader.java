package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.mock.reply.Delay;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

/**
 * Reads one entry of a scenario: {@code ["BODY", STATUS, DELAY, "FAULT"]}, the last may be left out, or an object with
 * {@code body}, {@code status}, {@code delay}, {@code fault}, {@code headers}, {@code contentType}, all optional.
 */
final class EntryReader {
    private static final String BODY = "a body is a string (JSON is written with its quotes escaped)";
    private static final String STATUS = "a status is a whole number";
    private static final String FAULT = "a fault is a string";

    private final JsonParser parser;
    private final DelayReader delayReader;

    EntryReader(JsonParser parser) {
        this.parser = parser;
        this.delayReader = new DelayReader(parser);
    }

    Reply read() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object();
        }
        Json.require(parser, JsonToken.START_ARRAY, "an entry is [\"BODY\", STATUS, DELAY_MS] or an object");
        return array();
    }

    private Reply array() throws IOException {
        parser.nextToken();
        var body = Json.string(parser, BODY);
        parser.nextToken();
        int status = Json.integer(parser, STATUS);
        parser.nextToken();
        var delay = delayReader.read();
        Fault fault = null;
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            fault = fault();
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("an array entry has three or four elements, not more");
            }
        }
        return new Reply(body, status, delay, fault, Map.of(), Reply.JSON);
    }

    private Reply object() throws IOException {
        var body = "";
        int status = 200;
        Delay delay = Delay.NONE;
        Fault fault = null;
        Map<String, List<String>> headers = Map.of();
        var contentType = Reply.JSON;
        var members = Members.of(parser, "an entry is an object");
        for (var key = members.next(); key != null; key = members.next()) {
            switch (key) {
                case "body" -> body = Json.string(parser, BODY);
                case "status" -> status = Json.integer(parser, STATUS);
                case "delay" -> delay = delayReader.read();
                case "fault" -> fault = fault();
                case "headers" -> headers = headers();
                case "contentType" -> contentType = Json.string(parser, "a content type is a string");
                default ->
                    throw new IllegalArgumentException("an entry has body, status, delay, fault, headers and"
                            + " contentType, not \"" + key + "\"");
            }
        }
        return new Reply(body, status, delay, fault, headers, contentType);
    }

    private @Nullable Fault fault() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : Fault.named(Json.string(parser, FAULT));
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        var members = Members.of(parser, "headers is an object");
        for (var name = members.next(); name != null; name = members.next()) {
            headers.put(name, headerValues());
        }
        return headers;
    }

    private List<String> headerValues() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return List.of(headerValue());
        }
        var values = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(headerValue());
        }
        return values;
    }

    private String headerValue() throws IOException {
        return Json.string(parser, "a header's value is a string or an array of strings");
    }
}
