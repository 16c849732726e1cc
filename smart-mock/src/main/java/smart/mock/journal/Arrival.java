package smart.mock.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request's head, kept small, because there may be a great many of them. Immutable. */
public final class Arrival {
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final String[] fields;

    /**
     * Keeps a head.
     *
     * @param fields header names and values in turn; the array belongs to the arrival from now on
     */
    public Arrival(String method, String path, @Nullable String query, String... fields) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.fields = fields;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    @Nullable String query() {
        return query;
    }

    Map<String, List<String>> headers() {
        var map = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < fields.length; i += 2) {
            map.computeIfAbsent(fields[i], name -> new ArrayList<>()).add(fields[i + 1]);
        }
        map.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(map);
    }
}
