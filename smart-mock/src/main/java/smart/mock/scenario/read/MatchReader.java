package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import smart.mock.journal.Match;

/** Reads a match: {@code {"method": "GET", "path": "/work", "query": {"a": "1"}, "headers": {...}}}. */
public final class MatchReader {
    private MatchReader() {}

    /**
     * Reads {@code {"match": {...}}}; without a match, all requests match.
     *
     * @throws ScenarioException if it is anything else
     * @throws IOException if the stream can't be read
     */
    public static Match read(InputStream json) throws IOException, ScenarioException {
        return JsonDocument.read(json, new Place(), MatchReader::document);
    }

    private static Match document(JsonParser parser) throws IOException {
        parser.nextToken();
        var match = Match.ANY;
        var members = Members.of(parser, "the request must be an object, such as {\"match\": {\"path\": \"/work\"}}");
        for (var key = members.next(); key != null; key = members.next()) {
            if (!key.equals("match")) {
                throw new IllegalArgumentException("the request may have only \"match\", not \"" + key + "\"");
            }
            match = read(parser);
        }
        return match;
    }

    static Match read(JsonParser parser) throws IOException {
        String method = null;
        String path = null;
        Map<String, String> query = Map.of();
        Map<String, String> headers = Map.of();
        var members = Members.of(parser, "a match is an object");
        for (var key = members.next(); key != null; key = members.next()) {
            switch (key) {
                case "method" -> method = Json.string(parser, "the method of a match is a string");
                case "path" -> path = Json.string(parser, "the path of a match is a string");
                case "query" -> query = strings(parser, "query");
                case "headers" -> headers = strings(parser, "headers");
                default ->
                    throw new IllegalArgumentException(
                            "a match has method, path, query and headers, not \"" + key + "\"");
            }
        }
        return new Match(method, path, query, headers);
    }

    private static Map<String, String> strings(JsonParser parser, String name) throws IOException {
        var strings = new LinkedHashMap<String, String>();
        var members = Members.of(parser, name + " is an object with strings");
        for (var key = members.next(); key != null; key = members.next()) {
            strings.put(key, Json.string(parser, name + " is an object with strings"));
        }
        return strings;
    }
}
