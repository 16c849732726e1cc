package smart.mock.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.mock.reply.Reply;

/**
 * Reads a scenario from JSON as a stream: {@code [entry, ...]} or {@code {"entries": [entry, ...], "then": "repeat"}}.
 * Entries that are equal are kept once, so that a million of them need little memory. One instance reads one scenario.
 */
public final class ScenarioReader {
    private static final long MAX_DOCUMENT_CHARACTERS = 256L * 1024 * 1024;
    private static final int MAX_DISTINCT_KEPT = 10_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_DOCUMENT_CHARACTERS)
                    .build())
            .build();

    private final JsonParser parser;
    private final EntryReader entryReader;
    private final Map<Reply, Reply> distinct = new HashMap<>();
    private final List<Reply> entries = new ArrayList<>();
    private UsedUp then = UsedUp.RANDOM;
    private @Nullable Integer index;

    private ScenarioReader(JsonParser parser) {
        this.parser = parser;
        this.entryReader = new EntryReader(parser);
    }

    /**
     * Reads a scenario; the stream is left open.
     *
     * @throws ScenarioException if it isn't one
     * @throws IOException if the stream can't be read
     */
    public static Scenario read(InputStream json) throws IOException, ScenarioException {
        try (var parser = JSON.createParser(json)) {
            return new ScenarioReader(parser).scenario();
        } catch (CharConversionException e) {
            // Of Jackson's, which looks for UTF-32 too, and says what is wrong with it in its own way.
            throw new ScenarioException(null, "not valid JSON: " + e.getMessage());
        }
    }

    private Scenario scenario() throws IOException, ScenarioException {
        try {
            readDocument();
            index = null;
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "nothing may follow the scenario, but " + Json.found(parser) + " does");
            }
            return new Scenario(entries, then);
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            var where = location == null
                    ? ""
                    : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
            // Jackson adds where the array began, with words about itself.
            var reason = e.getOriginalMessage().replaceAll(" \\(start marker at .*\\)$", "");
            throw new ScenarioException(index, "not valid JSON: " + reason + where);
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(index, e.getMessage());
        }
    }

    private void readDocument() throws IOException {
        var first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            readEntries();
        } else if (first == JsonToken.START_OBJECT) {
            readObject();
        } else {
            throw new IllegalArgumentException(
                    "a scenario is an array of entries, or an object with \"entries\", not " + Json.found(parser));
        }
    }

    private void readObject() throws IOException {
        boolean hasEntries = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "entries" -> {
                    Json.require(parser, JsonToken.START_ARRAY, "entries is an array");
                    if (hasEntries) {
                        throw new IllegalArgumentException("entries is given twice");
                    }
                    hasEntries = true;
                    readEntries();
                }
                case "then" -> then = UsedUp.named(Json.string(parser, "then is a string"));
                default ->
                    throw new IllegalArgumentException("a scenario has \"entries\" and \"then\", not \"" + key + "\"");
            }
        }
        if (!hasEntries) {
            throw new IllegalArgumentException("\"entries\" is missing");
        }
    }

    private void readEntries() throws IOException {
        for (index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index == Scenario.MAX_ENTRIES) {
                throw new IllegalArgumentException("a scenario has at most 1000000 entries");
            }
            entries.add(once(entryReader.read()));
        }
        index = null;
    }

    private Reply once(Reply reply) {
        var kept = distinct.get(reply);
        if (kept == null && distinct.size() < MAX_DISTINCT_KEPT) {
            distinct.put(reply, reply);
        }
        return kept == null ? reply : kept;
    }
}
