package smart.service.tracing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a request, as the mock's journal has them. */
final class JournalHeaders {
    private JournalHeaders() {}

    /** @param request which one since the scenario was set, from 0 */
    static Map<String, String> of(URI mock, int request) throws Exception {
        JsonNode journal = new ObjectMapper()
                .readTree(mock.resolve("/requests?detail=true").toURL());
        JsonNode requests = journal.isArray() ? journal : journal.path("requests");
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        requests.get(request)
                .path("headers")
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isArray()
                                ? field.getValue().get(0).asText()
                                : field.getValue().asText()));
        return fields;
    }
}
