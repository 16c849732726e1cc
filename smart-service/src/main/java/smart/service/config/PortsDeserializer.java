package smart.service.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one or more ports: {@code 8000}, {@code "8000,8010"} or a list. */
public final class PortsDeserializer extends StdDeserializer<List<Integer>> {
    public PortsDeserializer() {
        super(List.class);
    }

    @Override
    public List<Integer> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = parser.readValueAsTree();
        List<Integer> ports = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode element : node) {
                ports.add(port(element.asText(), context));
            }
        } else {
            for (String element : node.asText().split(",", -1)) {
                ports.add(port(element, context));
            }
        }
        return ports;
    }

    private static Integer port(String text, DeserializationContext context) throws IOException {
        try {
            return Integer.valueOf(text.trim());
        } catch (NumberFormatException e) {
            throw context.weirdStringException(text, Integer.class, "not a port");
        }
    }
}
