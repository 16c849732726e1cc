package smart.service.backend;

/** A future that knows how many attempts were made for it so far. */
public interface Attempts {
    int attempts();

    /** How many attempts were made for that future: one, where it does not know better. */
    static int of(Object future) {
        return future instanceof Attempts known ? known.attempts() : 1;
    }
}
