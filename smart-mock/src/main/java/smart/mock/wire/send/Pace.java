package smart.mock.wire.send;

import java.time.Duration;

/**
 * The times of the slow faults.
 *
 * @param drip the pause before each byte of {@code drip}
 * @param hold how long {@code stall} keeps the connection open
 */
public record Pace(Duration drip, Duration hold) {
    /** The longest of these times. */
    public static final Duration MAX = Duration.ofHours(1);

    /** A byte each 100 ms; five minutes of silence. */
    public static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofMinutes(5));

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public Pace {
        require(drip, "the pause of the fault drip");
        require(hold, "the time of the fault stall");
    }

    private static void require(Duration time, String what) {
        if (time.isNegative() || time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    what + " is 0 to " + MAX.toMillis() + " ms, not " + time.toMillis() + " ms");
        }
    }
}
