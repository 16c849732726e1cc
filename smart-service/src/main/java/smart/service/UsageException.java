package smart.service;

/** The command line is wrong; the message says how it must be. */
final class UsageException extends IllegalArgumentException {
    UsageException(String message) {
        super(message);
    }
}
