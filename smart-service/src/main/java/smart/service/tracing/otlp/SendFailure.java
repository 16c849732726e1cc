package smart.service.tracing.otlp;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Why a collector could not be reached, in words. */
final class SendFailure {
    private SendFailure() {}

    /** The words of the innermost cause that has any. */
    static String text(Throwable failure) {
        String text = null;
        boolean connected = true;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the host is unknown";
            }
            connected &= !(cause instanceof ConnectException);
            text = words(cause) == null ? text : words(cause);
        }
        if (text != null) {
            return text;
        }
        return (connected ? "" : "no connection: ") + failure.getClass().getSimpleName();
    }

    /** Its message; null if that is only the name and message of its cause. */
    private static @Nullable String words(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = failure.getMessage();
        return cause != null && cause.toString().equals(message) ? null : message;
    }
}
