package smart.mock.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import smart.mock.scenario.ScenarioState;

/** Writes the progress of a scenario into an open JSON object. */
final class States {
    private States() {}

    static void write(JsonGenerator json, ScenarioState state) throws IOException {
        json.writeNumberField("entries", state.entries());
        json.writeNumberField("left", state.left());
        json.writeNumberField("taken", state.taken());
        if (state instanceof ScenarioState.Plain plain) {
            json.writeStringField("then", plain.then().wireName());
        } else if (state instanceof ScenarioState.OfStubs stubs) {
            json.writeNumberField("unmatched", stubs.unmatched());
            writeEach(json, stubs.stubs());
        }
    }

    private static void writeEach(JsonGenerator json, List<ScenarioState.Plain> stubs) throws IOException {
        json.writeArrayFieldStart("stubs");
        for (var stub : stubs) {
            json.writeStartObject();
            write(json, stub);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
