package smart.service.tracing;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;

/** Why spans could not be sent, in words. */
final class SendFailure {
    private SendFailure() {}

    static String text(@Nullable Throwable failure) {
        if (failure instanceof HttpExportException http && http.getResponse() != null) {
            return "it responds with " + http.getResponse().getStatusCode();
        }
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null && !(cause instanceof HttpTimeoutException)) {
            cause = cause.getCause();
        }
        if (cause == null || cause instanceof HttpTimeoutException) {
            return "no response within " + SpanExport.TIMEOUT.toSeconds() + " s";
        }
        String message = cause.getMessage();
        if (cause instanceof ConnectException || message == null) {
            return message == null ? "no connection (" + cause.getClass().getSimpleName() + ")" : message;
        }
        return message;
    }
}
