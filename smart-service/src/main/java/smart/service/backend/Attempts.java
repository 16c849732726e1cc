package smart.service.backend;

/** A future that knows how many attempts Smart has made for it. */
public interface Attempts {
    int attempts();

    /** The number of attempts for that future; one if it does not know. */
    static int of(Object future) {
        return future instanceof Attempts known ? known.attempts() : 1;
    }
}
