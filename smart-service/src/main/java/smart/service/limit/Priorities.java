package smart.service.limit;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest;

/**
 * What a call's priority is, and how much of the limit it may use: the highest all of it, each lower one 2 % less. So while
 * calls are refused, the low ones are refused first, and the last 18 % of the permits are no batch job's. (After the
 * partitions of Netflix's concurrency-limits.)
 *
 * @param header the field that has it, 0 to 9, or null where all calls are alike
 */
public record Priorities(@Nullable String header) {
    /** May use the whole limit. */
    public static final int HIGHEST = BackendRequest.HIGHEST;

    /** What a call counts as whose field is missing, there twice, or not one digit. */
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

    private static int ofValues(List<String> values) {
        String value = values.size() == 1 ? values.get(0).trim() : "";
        boolean digit = value.length() == 1 && value.charAt(0) >= '0' && value.charAt(0) <= '9';
        return digit ? value.charAt(0) - '0' : USUAL;
    }

    /** How many calls may be in progress for one of that priority to be let through: at least 1. */
    static int share(int priority, int limit) {
        return priority >= HIGHEST
                ? limit
                : Math.max(1, (int) ((long) limit * (100 - PERCENT_EACH * (HIGHEST - priority)) / 100));
    }
}
