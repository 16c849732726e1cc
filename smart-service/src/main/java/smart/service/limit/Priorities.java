package smart.service.limit;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest;

/**
 * Reads the priority of a call, and decides how much of the limit it may use: the highest priority all of it, each
 * lower one 2 % less. So low priorities are refused first, and a batch job of the lowest priority never gets the last
 * 18 % of the permits. (After the partitions of Netflix's concurrency-limits.)
 *
 * @param header the header field with the priority, 0 to 9, or null if all calls are equal
 */
public record Priorities(@Nullable String header) {
    /** May use the whole limit. */
    public static final int HIGHEST = BackendRequest.HIGHEST;

    /** The priority of a call whose field is missing, given twice, or not one digit. */
    public static final int USUAL = 5;

    private static final int PERCENT_EACH = 2;

    /** All calls are alike. */
    public static final Priorities NONE = new Priorities(null);

    /**
     * The priority of a call.
     *
     * @param fields gives the values of the call's fields of that name
     */
    public int of(Function<String, List<String>> fields) {
        return header == null ? HIGHEST : ofValues(fields.apply(header));
    }

    /** The priority from the values of the field. */
    private static int ofValues(List<String> values) {
        String value = values.size() == 1 ? values.get(0).trim() : "";
        boolean digit = value.length() == 1 && value.charAt(0) >= '0' && value.charAt(0) <= '9';
        return digit ? value.charAt(0) - '0' : USUAL;
    }

    /** The limit for that priority: at least 1. */
    static int share(int priority, int limit) {
        return priority >= HIGHEST
                ? limit
                : Math.max(1, (int) ((long) limit * (100 - PERCENT_EACH * (HIGHEST - priority)) / 100));
    }
}
