package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;

/**
 * Reads arrays of entries. Those that are equal are kept once, so that a million of them need little memory. All arrays
 * that one instance reads have no more than a million entries together.
 */
final class EntriesReader {
    private static final int MAX_DISTINCT_KEPT = 10_000;

    private final JsonParser parser;
    private final Place place;
    private final EntryReader entryReader;
    private final Map<Reply, Reply> distinct = new HashMap<>();
    private int total;

    EntriesReader(JsonParser parser, Place place) {
        this.parser = parser;
        this.place = place;
        this.entryReader = new EntryReader(parser);
    }

    /** Reads the array that begins at the current token. */
    List<Reply> read() throws IOException {
        Json.require(parser, JsonToken.START_ARRAY, "entries is an array");
        var entries = new ArrayList<Reply>();
        for (int index = 0; ; index++) {
            place.entry = index;
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                break;
            }
            if (total++ == Scenario.MAX_ENTRIES) {
                throw new IllegalArgumentException(Scenario.TOO_MANY);
            }
            entries.add(once(entryReader.read()));
        }
        place.entry = null;
        return entries;
    }

    private Reply once(Reply reply) {
        var kept = distinct.get(reply);
        if (kept == null && distinct.size() < MAX_DISTINCT_KEPT) {
            distinct.put(reply, reply);
        }
        return kept == null ? reply : kept;
    }
}
