package smart.bench.report;

import java.util.List;

/**
 * The result of writing a report's files.
 *
 * @param lost a line per file that could not be written
 * @param hints other hints for the user, a line each: missing pictures, and what to install for them
 */
public record Written(List<String> lost, List<String> hints) {
    /** Copies the lists. */
    public Written {
        lost = List.copyOf(lost);
        hints = List.copyOf(hints);
    }
}
