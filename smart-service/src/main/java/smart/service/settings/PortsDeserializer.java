package smart.service.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import smart.service.config.refusal.WholeNumbers;

/** Reads one or more ports: {@code 8000}, {@code "8000,8010"} or a list. */
public final class PortsDeserializer extends StdDeserializer<List<Integer>> {
    public PortsDeserializer() {
        super(List.class);
    }

    @Override
    public List<Integer> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (String port : TextList.read(parser, context)) {
            ports.add(port(port, context));
        }
        return ports;
    }

    private static Integer port(String text, DeserializationContext context) throws IOException {
        Integer port = WholeNumbers.isOne(text) ? Ints.tryParse(text) : null;
        if (port == null) {
            throw context.weirdStringException(text, int[].class, "not a port");
        }
        return port;
    }
}
