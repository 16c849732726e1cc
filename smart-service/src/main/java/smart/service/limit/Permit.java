package smart.service.limit;

/**
 * The right to have one call in flight. The holder must {@link #release()} it when the call has ended, whatever the
 * result.
 */
public interface Permit {

    /** Releases the permit; a second call does nothing. */
    void release();
}
