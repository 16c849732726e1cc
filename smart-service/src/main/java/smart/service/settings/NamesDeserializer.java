package smart.service.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;

/** Reads names: {@code admin.example}, {@code "admin.example,smart"} or a list; an empty value means none. */
public final class NamesDeserializer extends StdDeserializer<List<String>> {
    public NamesDeserializer() {
        super(List.class);
    }

    @Override
    public List<String> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return TextList.read(parser, context).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public List<String> getNullValue(DeserializationContext context) {
        return List.of();
    }
}
