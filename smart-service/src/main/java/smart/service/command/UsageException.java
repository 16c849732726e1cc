package smart.service.command;

/** The command line is wrong; the message says how it must be. */
public final class UsageException extends IllegalArgumentException {
    public UsageException(String message) {
        super(message);
    }
}
