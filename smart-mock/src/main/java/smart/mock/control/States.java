package smart.mock.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import smart.mock.scenario.ScenarioState;

/** Writes the progress of a scenario into an open JSON object. */
final class States {
    private States() {}

    static void write(JsonGenerator json, ScenarioState state) throws IOException {
        json.writeNumberField("entries", state.entries());
        json.writeNumberField("left", state.left());
        json.writeNumberField("taken", state.taken());
        if (state.then() != null) {
            json.writeStringField("then", state.then().wireName());
            return;
        }
        json.writeNumberField("unmatched", state.unmatched());
        json.writeArrayFieldStart("stubs");
        for (var stub : state.stubs()) {
            json.writeStartObject();
            write(json, stub);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
