package smart.service;

import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;

/** Says in one line why the service did not start. */
final class StartFailure {
    private StartFailure() {}

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getCause() instanceof BindException taken) {
                return cause.getMessage() + ": " + taken.getMessage();
            }
        }
        if (failure instanceof ConfigurationException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException) {
            return String.valueOf(failure.getMessage());
        }
        StringWriter trace = new StringWriter(); // A bug of ours: whoever mends it needs all there is.
        failure.printStackTrace(new PrintWriter(trace, true));
        return "could not start\n" + trace;
    }
}
