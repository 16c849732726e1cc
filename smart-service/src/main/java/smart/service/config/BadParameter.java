package smart.service.config;

/**
 * A parameter of a task that can't be used; the message is one line that says what is allowed. It has no stack trace: it is
 * no error of ours.
 */
public final class BadParameter extends Exception {
    public BadParameter(String message) {
        super(message, null, false, false);
    }
}
