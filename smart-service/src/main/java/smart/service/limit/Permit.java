package smart.service.limit;

/**
 * The right to have one call in progress. Whoever holds it must {@link #release()} it when the call has ended, however it
 * ended.
 */
public interface Permit {

    /** Gives the permit back; a second time does nothing. */
    void release();
}
