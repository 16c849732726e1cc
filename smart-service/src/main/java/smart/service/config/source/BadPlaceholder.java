package smart.service.config.source;

/** A placeholder that can't be replaced. The message says why, and follows the key. */
final class BadPlaceholder extends Exception {
    BadPlaceholder(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
