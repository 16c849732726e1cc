package smart.service.request;

/** What the caller asked for can't be understood; the message says what is wrong and what is allowed. */
final class BadRequest extends Exception {
    BadRequest(String message) {
        super(message, null, false, false);
    }
}
