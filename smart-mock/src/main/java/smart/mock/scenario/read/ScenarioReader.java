package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.mock.reply.Reply;
import smart.mock.scenario.Behaviour;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.Stubs;
import smart.mock.scenario.UsedUp;

/**
 * Reads a scenario from JSON as a stream: {@code [entry, ...]}, {@code {"entries": [entry, ...], "then": "repeat"}}, or
 * {@code {"stubs": [stub, ...]}}. One instance reads one scenario.
 */
public final class ScenarioReader {
    private static final String FORMS = "a scenario is an array of entries, or an object with \"entries\" or \"stubs\"";

    private final JsonParser parser;
    private final EntriesReader entriesReader;
    private final StubsReader stubsReader;

    private ScenarioReader(JsonParser parser, Place place) {
        this.parser = parser;
        this.entriesReader = new EntriesReader(parser, place);
        this.stubsReader = new StubsReader(parser, place, entriesReader);
    }

    /**
     * Reads a scenario; the stream is left open.
     *
     * @throws ScenarioException if it isn't one
     * @throws IOException if the stream can't be read
     */
    public static Behaviour read(InputStream json) throws IOException, ScenarioException {
        var place = new Place();
        return JsonDocument.read(json, place, parser -> new ScenarioReader(parser, place).behaviour());
    }

    private Behaviour behaviour() throws IOException {
        var first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            return new Scenario(entriesReader.read(), UsedUp.RANDOM);
        }
        return object(Members.of(parser, FORMS));
    }

    private Behaviour object(Members members) throws IOException {
        List<Reply> entries = null;
        UsedUp then = null;
        Stubs stubs = null;
        for (var key = members.next(); key != null; key = members.next()) {
            switch (key) {
                case "entries" -> entries = entriesReader.read();
                case "then" -> then = Json.usedUp(parser);
                case "stubs" -> stubs = stubsReader.read();
                default ->
                    throw new IllegalArgumentException(
                            "a scenario has \"entries\" and \"then\", or \"stubs\", not \"" + key + "\"");
            }
        }
        return behaviour(entries, then, stubs);
    }

    private static Behaviour behaviour(@Nullable List<Reply> entries, @Nullable UsedUp then, @Nullable Stubs stubs) {
        if (stubs != null) {
            if (entries != null || then != null) {
                throw new IllegalArgumentException(
                        "\"stubs\" must be the only key: each stub has its own entries and then");
            }
            return stubs;
        }
        if (entries == null) {
            throw new IllegalArgumentException("\"entries\" is missing");
        }
        return new Scenario(entries, then == null ? UsedUp.RANDOM : then).forAll();
    }
}
