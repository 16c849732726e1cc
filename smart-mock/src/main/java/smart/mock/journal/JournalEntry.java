package smart.mock.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.mock.reply.Fault;

/**
 * One request as the mock saw it.
 *
 * @param time its arrival, in seconds since the scenario was set; strictly later than that of the request before
 * @param method {@code GET}
 * @param path as sent, without the query
 * @param query as sent, or null
 * @param headers by name without regard to case, the values in the order they came
 * @param body the kept start of its body, as UTF-8
 * @param bodySize the length of its body in bytes
 * @param status the status of its reply; 0 where none is sent
 * @param fault the fault of its reply, or null
 * @param outcome its outcome when the entry was read
 */
public record JournalEntry(
        double time,
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        String body,
        long bodySize,
        int status,
        @Nullable Fault fault,
        Delivery outcome) {
    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        var values = headers.get(name);
        return values == null ? null : values.get(0);
    }
}
