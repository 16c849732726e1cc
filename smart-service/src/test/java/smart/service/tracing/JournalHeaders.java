package smart.service.tracing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a request, as the mock's journal has them. */
final class JournalHeaders {
    private JournalHeaders() {}

    /** @param request which one since the scenario was set, from 0 */
    static Map<String, String> of(URI mock, int request) throws Exception {
        JsonNode requests;
        try (InputStream journal = mock.resolve("/requests?detail=true").toURL().openStream()) {
            requests = new ObjectMapper().readTree(journal);
        }
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        requests.get(request).path("headers").properties().forEach(field -> {
            JsonNode value = field.getValue();
            fields.put(field.getKey(), value.isArray() ? value.get(0).asText() : value.asText());
        });
        return fields;
    }
}
