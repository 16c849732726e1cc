package smart.bench.report;

import java.util.List;

/**
 * What became of the files of a report.
 *
 * @param lost a line for each that could not be written
 * @param hints what else the user should know, a line each: no pictures, and what to install for them
 */
public record Written(List<String> lost, List<String> hints) {
    /** Copies the lists. */
    public Written {
        lost = List.copyOf(lost);
        hints = List.copyOf(hints);
    }
}
