package smart.mock.journal;

/**
 * The limits of a journal.
 *
 * @param times arrival times, 8 bytes each
 * @param details requests with their headers and outcome, about 1 kB each
 * @param memory the memory for these requests in bytes; above it the oldest are dropped
 * @param body the bytes to keep from the start of each request's body
 */
public record JournalSize(int times, int details, long memory, int body) {
    private static final long MOST_MEMORY = 64L * 1024 * 1024;
    private static final int SHARE_OF_THE_HEAP = 4;
    private static final int USUAL_BODY = 8 * 1024;
    private static final int MAX_BODY = 1024 * 1024;

    /** With the default limits for memory (a quarter of the JVM's, at most 64 MiB) and for a body (8 KiB). */
    public JournalSize(int times, int details) {
        this(times, details, usualMemory(), USUAL_BODY);
    }

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
        if (memory < 1) {
            throw new IllegalArgumentException("the memory of the journal is 1 byte or more, not " + memory);
        }
        if (body < 0 || body > MAX_BODY) {
            throw new IllegalArgumentException("the journal keeps 0 to 1048576 bytes of a body, not " + body);
        }
    }

    private static long usualMemory() {
        return Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);
    }
}
