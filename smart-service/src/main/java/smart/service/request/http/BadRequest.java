package smart.service.request.http;

/** What the caller asked for can't be understood; the message says what is wrong and what is allowed. */
public final class BadRequest extends Exception {
    BadRequest(String message) {
        super(message, null, false, false);
    }
}
