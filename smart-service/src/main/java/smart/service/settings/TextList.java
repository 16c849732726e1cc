package smart.service.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a value that is a list or one string with commas. */
final class TextList {
    private TextList() {}

    static List<String> read(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode node = parser.readValueAsTree();
        if (node.isValueNode()) {
            return Arrays.stream(node.asText().split(",", -1)).map(String::trim).toList();
        }
        if (!node.isArray()) {
            return context.reportInputMismatch(List.class, "");
        }
        List<String> words = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isValueNode()) {
                return context.reportInputMismatch(String.class, "");
            }
            words.add(element.asText().trim());
        }
        return words;
    }
}
