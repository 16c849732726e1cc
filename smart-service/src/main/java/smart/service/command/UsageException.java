package smart.service.command;

/** The command line is invalid; the message tells the correct form. */
public final class UsageException extends IllegalArgumentException {
    public UsageException(String message) {
        super(message);
    }
}
