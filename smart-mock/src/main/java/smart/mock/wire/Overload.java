package smart.mock.wire;

/**
 * The capacity of the backend.
 *
 * @param capacity requests served at a time; 0 is unlimited
 * @param queue requests that may wait for their turn; more get 503
 */
public record Overload(int capacity, int queue) {
    /** Works on any number at a time. */
    public static final Overload NONE = new Overload(0, 1_000);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public Overload {
        if (capacity < 0 || capacity > 1_000_000) {
            throw new IllegalArgumentException("capacity is 1 to 1000000, or 0 for any number, not " + capacity);
        }
        if (queue < 0 || queue > 1_000_000) {
            throw new IllegalArgumentException("the queue holds 0 to 1000000 requests, not " + queue);
        }
    }

    Admission admission() {
        return capacity == 0 ? new Admission.Unlimited() : new Admission.Limited(capacity, queue);
    }
}
