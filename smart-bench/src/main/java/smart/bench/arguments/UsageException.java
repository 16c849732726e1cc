package smart.bench.arguments;

/** Invalid arguments. The message is one line that says which, and what is allowed. */
public final class UsageException extends Exception {
    /** @param message one line */
    public UsageException(String message) {
        super(message);
    }
}
