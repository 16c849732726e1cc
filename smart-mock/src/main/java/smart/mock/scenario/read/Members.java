package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, in turn. A duplicate name is refused (RFC 8259 section 4: its meaning is
 * unpredictable).
 */
final class Members {
    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();

    private Members(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The members of the object that begins at the current token.
     *
     * @throws IllegalArgumentException with {@code rule}, if no object begins there
     */
    static Members of(JsonParser parser, String rule) throws IOException {
        Json.require(parser, JsonToken.START_OBJECT, rule);
        return new Members(parser);
    }

    /** The next name; the parser is at its value then. Null at the end. */
    @Nullable String next() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        var name = parser.currentName();
        if (!seen.add(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is given twice");
        }
        parser.nextToken();
        return name;
    }
}
