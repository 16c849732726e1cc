package smart.bench.threshold;

/** A condition of {@code --fail-if}. */
public sealed interface Condition permits PassThreshold, SlowerThan {

    /** The condition as written. */
    String text();

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    static Condition parse(String text) {
        return SlowerThan.isMeant(text) ? SlowerThan.parse(text) : PassThreshold.parse(text);
    }
}
