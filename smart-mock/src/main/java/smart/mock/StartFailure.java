package smart.mock;

import com.fasterxml.jackson.core.JacksonException;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes why the mock did not start. */
final class StartFailure {
    private StartFailure() {}

    /** In one line. */
    static void print(Cli cli, Throwable failure) {
        cli.getStdErr().println("smart-mock: error: " + explain(failure));
    }

    static String explain(Throwable failure) {
        if (find(failure, BindException.class).isPresent()
                || find(failure, UnresolvedAddressException.class).isPresent()) {
            return cannotListen(failure);
        }
        // The messages of the mock's own rules are clear; Jackson wraps them in its own.
        return find(failure, IllegalArgumentException.class)
                .filter(rule -> !(rule instanceof NumberFormatException))
                .map(StartFailure::message)
                .or(() -> find(failure, JacksonException.class).map(ConfigurationFailure::explain))
                .or(() -> find(failure, ConfigurationException.class).map(StartFailure::message))
                .orElseGet(() -> message(failure))
                .replaceAll("\\s*\\R\\s*", " ");
    }

    private static String cannotListen(Throwable failure) {
        var attempt = Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .map(StartFailure::message)
                .filter(message -> message.startsWith("Failed to bind to "))
                .findFirst()
                .orElse("Failed to bind");
        var reason =
                find(failure, BindException.class).map(StartFailure::message).orElse("unknown host");
        return attempt.replaceFirst("Failed to bind to /?", "can't listen on ").replace("/<unresolved>", "") + ": "
                + reason;
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage().strip();
    }
}
