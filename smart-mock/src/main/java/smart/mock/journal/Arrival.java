package smart.mock.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A recorded request, in a compact form, since there may be very many. Immutable. */
public final class Arrival {
    /** The bytes of one request's objects without their texts: its note, itself, its body, the array of its fields. */
    private static final int OBJECTS = 200;
    /** A string's object, its array's header, and the reference to it. */
    private static final int STRING = 56;

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Body body;
    private final String[] fields;

    /**
     * Keeps a request without content.
     *
     * @param fields header names and values in turn; the array belongs to the arrival from now on
     */
    public Arrival(String method, String path, @Nullable String query, String... fields) {
        this(method, path, query, Body.NONE, fields);
    }

    /**
     * Keeps a request.
     *
     * @param fields header names and values in turn; the array belongs to the arrival from now on
     */
    public Arrival(String method, String path, @Nullable String query, Body body, String... fields) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.body = body;
        this.fields = fields;
    }

    /** {@code GET}. */
    public String method() {
        return method;
    }

    /** As sent, without the query. */
    public String path() {
        return path;
    }

    @Nullable String query() {
        return query;
    }

    Body body() {
        return body;
    }

    Map<String, List<String>> headers() {
        var map = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < fields.length; i += 2) {
            map.computeIfAbsent(fields[i], name -> new ArrayList<>()).add(fields[i + 1]);
        }
        map.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(map);
    }

    /**
     * Whether a line with that name (case-insensitive) has that value, or all of them joined with a comma, which means the
     * same (RFC 9110 section 5.3).
     */
    boolean hasHeader(String name, String value) {
        var joined = new StringJoiner(", ");
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                if (fields[i + 1].equals(value)) {
                    return true;
                }
                joined.add(fields[i + 1]);
            }
        }
        return joined.length() > 0 && joined.toString().equals(value);
    }

    /** The approximate memory in bytes, rounded up. */
    int memory() {
        int sum = OBJECTS + memory(method) + memory(path) + (query == null ? 0 : memory(query)) + body.keptBytes();
        for (var text : fields) {
            sum += memory(text);
        }
        return sum;
    }

    /** The JVM stores a Latin-1 string with one byte per character, others with two. */
    private static int memory(String text) {
        boolean latin1 = true;
        for (int i = 0; i < text.length() && latin1; i++) {
            latin1 = text.charAt(i) <= 0xff;
        }
        return STRING + (latin1 ? text.length() : 2 * text.length());
    }
}
