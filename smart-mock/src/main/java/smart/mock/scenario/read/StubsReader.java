package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.mock.journal.Match;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.Stub;
import smart.mock.scenario.Stubs;
import smart.mock.scenario.UsedUp;

/** Reads stubs: {@code [{"match": {...}, "entries": [...], "then": "repeat"}, ...]}. */
final class StubsReader {
    private final JsonParser parser;
    private final Place place;
    private final EntriesReader entriesReader;

    StubsReader(JsonParser parser, Place place, EntriesReader entriesReader) {
        this.parser = parser;
        this.place = place;
        this.entriesReader = entriesReader;
    }

    Stubs read() throws IOException {
        Json.require(parser, JsonToken.START_ARRAY, "stubs is an array");
        var stubs = new ArrayList<Stub>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (stubs.size() == Stubs.MAX_STUBS) {
                place.stub = null;
                throw new IllegalArgumentException(Stubs.ALLOWED + ", not more");
            }
            place.stub = stubs.size();
            stubs.add(stub());
        }
        place.stub = null;
        return new Stubs(stubs);
    }

    private Stub stub() throws IOException {
        var match = Match.ANY;
        UsedUp then = null;
        List<Reply> entries = null;
        var members = Members.of(parser, "a stub is an object");
        for (var key = members.next(); key != null; key = members.next()) {
            switch (key) {
                case "match" -> match = MatchReader.read(parser);
                case "entries" -> entries = entriesReader.read();
                case "then" -> then = Json.usedUp(parser);
                default ->
                    throw new IllegalArgumentException("a stub has match, entries and then, not \"" + key + "\"");
            }
        }
        return new Stub(match, scenario(entries, then));
    }

    private static Scenario scenario(@Nullable List<Reply> entries, @Nullable UsedUp then) {
        if (entries == null) {
            throw new IllegalArgumentException("\"entries\" is missing");
        }
        if (entries.isEmpty() && then == null) {
            throw new IllegalArgumentException(
                    "a stub needs at least one entry, unless its \"then\" is random, fail or next");
        }
        // The usual purpose of a stub: one reply for every request.
        return new Scenario(entries, then == null ? UsedUp.LAST : then);
    }
}
