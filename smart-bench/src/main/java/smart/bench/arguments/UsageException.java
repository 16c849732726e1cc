package smart.bench.arguments;

/** The arguments are wrong. The message is one line that says which, and what is allowed. */
public final class UsageException extends Exception {
    /** With that one line. */
    public UsageException(String message) {
        super(message);
    }
}
