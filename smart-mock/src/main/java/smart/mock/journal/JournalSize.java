package smart.mock.journal;

/**
 * What a journal keeps at most.
 *
 * @param times arrival times, 8 bytes each
 * @param details requests with their headers and outcome, about 1 kB each
 */
public record JournalSize(int times, int details) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public JournalSize {
        if (times < 1 || times > 10_000_000) {
            throw new IllegalArgumentException("the journal keeps 1 to 10000000 arrival times, not " + times);
        }
        if (details < 1 || details > 1_000_000) {
            throw new IllegalArgumentException(
                    "the journal keeps the details of 1 to 1000000 requests, not " + details);
        }
    }
}
