package smart.service.config;

/**
 * An invalid parameter of a task. The message is one line that says what is allowed. It has no stack trace, since it is
 * no bug of Smart.
 */
public final class BadParameter extends Exception {
    public BadParameter(String message) {
        super(message, null, false, false);
    }
}
