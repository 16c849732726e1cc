package smart.bench.compare;

/** Two runs that can't be compared. The message is one line that says why. */
public final class IncomparableException extends Exception {
    /** @param message one line */
    IncomparableException(String message) {
        super(message);
    }
}
