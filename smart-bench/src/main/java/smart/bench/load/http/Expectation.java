package smart.bench.load.http;

import java.util.List;

/**
 * The conditions for a successful response.
 *
 * @param statuses the ranges of expected statuses
 * @param json whether the body must be valid JSON
 */
public record Expectation(List<StatusRange> statuses, boolean json) {

    /** Any status from 200 to 399, any body, as in wrk. */
    public static final Expectation DEFAULT = new Expectation(List.of(new StatusRange(200, 399)), false);

    /** Statuses from {@code first} to {@code last}, both included. */
    public record StatusRange(int first, int last) {
        @Override
        public String toString() {
            return first == last ? "" + first : first + "-" + last;
        }
    }

    /** Copies the list. */
    public Expectation {
        statuses = List.copyOf(statuses);
    }

    boolean meets(int status) {
        for (StatusRange range : statuses) {
            if (status >= range.first && status <= range.last) {
                return true;
            }
        }
        return false;
    }
}
