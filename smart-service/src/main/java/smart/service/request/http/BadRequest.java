package smart.service.request.http;

/** The caller's request is invalid. The message says what is wrong and what is allowed. */
public final class BadRequest extends Exception {
    BadRequest(String message) {
        super(message, null, false, false);
    }
}
