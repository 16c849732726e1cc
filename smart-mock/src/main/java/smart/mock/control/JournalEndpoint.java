package smart.mock.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import smart.mock.journal.JournalEntry;
import smart.mock.journal.Match;
import smart.mock.scenario.Stage;
import smart.mock.scenario.read.MatchReader;
import smart.mock.scenario.read.ScenarioException;

/**
 * {@code /requests} and {@code /requests/count}: the arrival times, or with {@code detail=true} the details of each
 * request.
 */
final class JournalEndpoint {
    /** The number of requests since the scenario was set. */
    static final String TOTAL = "Journal-Total";
    /** How many of them are no longer kept. */
    static final String DROPPED = "Journal-Dropped";

    private final Supplier<Stage> stage;

    JournalEndpoint(Supplier<Stage> stage) {
        this.stage = stage;
    }

    void answer(Request request, InputStream body, Response response) throws IOException, ProblemException {
        var query = JournalQuery.of(request);
        var journal = stage.get().journal();
        if (query.detail()) {
            var entries = journal.entries(query.sinceNanos(), query.limit());
            counts(response, journal.total(), journal.droppedDetails());
            Answers.json(response, json -> {
                json.writeStartArray();
                for (var entry : (Iterable<JournalEntry>) entries::iterator) {
                    write(json, entry);
                }
                json.writeEndArray();
            });
        } else {
            var times = journal.times(query.sinceNanos(), query.limit());
            counts(response, journal.total(), journal.dropped());
            Answers.json(response, json -> {
                json.writeStartArray();
                for (long nanos : times) {
                    json.writeNumber(BigDecimal.valueOf(nanos, 9));
                }
                json.writeEndArray();
            });
        }
    }

    /** {@code /requests/count}: the number of matching requests in the journal. */
    void count(Request request, InputStream body, Response response) throws IOException, ProblemException {
        Match match;
        try {
            match = MatchReader.read(body);
        } catch (IOException e) {
            throw new ProblemException(408, "Match incomplete", "The body did not arrive in full.");
        } catch (ScenarioException e) {
            throw new ProblemException(400, "Bad match", e.getMessage());
        }
        var journal = stage.get().journal();
        long count = journal.count(match);
        counts(response, journal.total(), journal.droppedDetails());
        Answers.json(response, json -> json.writeNumber(count));
    }

    private static void counts(Response response, long total, long dropped) {
        response.getHeaders().put(TOTAL, total);
        response.getHeaders().put(DROPPED, dropped);
    }

    private static void write(JsonGenerator json, JournalEntry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("time", BigDecimal.valueOf(Math.round(entry.time() * 1e9), 9));
        json.writeStringField("method", entry.method());
        json.writeStringField("path", entry.path());
        json.writeStringField("query", entry.query());
        json.writeObjectFieldStart("headers");
        for (var header : entry.headers().entrySet()) {
            json.writeStringField(header.getKey(), String.join(", ", header.getValue()));
        }
        json.writeEndObject();
        json.writeStringField("body", entry.body());
        json.writeNumberField("bodySize", entry.bodySize());
        json.writeNumberField("status", entry.status());
        json.writeStringField(
                "fault", entry.fault() == null ? null : entry.fault().wireName());
        json.writeStringField("outcome", entry.outcome().wireName());
        json.writeEndObject();
    }
}
