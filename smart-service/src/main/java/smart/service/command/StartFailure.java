package smart.service.command;

import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.SocketException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import smart.service.config.Settings;
import smart.service.settings.SmartConfiguration;

/** Describes in one line why the service did not start. */
final class StartFailure {
    /** Jetty's message: {@code Failed to bind to /127.0.0.1:8000}, or {@code localhost/127.0.0.1:8000}. */
    private static final Pattern ADDRESS = Pattern.compile("bind to [^/]*/(.*):(\\d+)$");

    private static final String NO_IPV6 = "this machine or JVM has no IPv6";

    private StartFailure() {}

    static String describe(Throwable failure) {
        if (failure instanceof ConfigurationException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException) {
            return String.valueOf(failure.getMessage());
        }
        StringWriter trace = new StringWriter(); // A bug in Smart: print everything for its developers.
        failure.printStackTrace(new PrintWriter(trace, true));
        return "could not start\n" + trace;
    }

    /** If a port can't be opened, an exception that names the setting and its source; otherwise the failure itself. */
    static Exception listening(Exception failure, SmartConfiguration configuration, Settings settings) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher address = ADDRESS.matcher(String.valueOf(cause.getMessage()));
            String reason = reason(cause.getCause());
            if (reason != null && address.find()) {
                boolean admin = isAdmin(address.group(1), Integer.parseInt(address.group(2)), configuration);
                boolean foreign = reason.startsWith("Cannot assign") || reason.equals(NO_IPV6);
                String key = foreign ? (admin ? "adminHost" : "host") : (admin ? "adminPort" : "ports");
                return new IOException(
                        key + ": can't listen on " + address.group(1) + ":" + address.group(2) + ": " + reason
                                + from(key, settings),
                        failure);
            }
        }
        return failure;
    }

    /** Whether that is the admin port. The ports differ, but each may be 0; then only the address tells them apart. */
    private static boolean isAdmin(String address, int port, SmartConfiguration configuration) {
        boolean both = configuration.ports().contains(port);
        return configuration.adminPort() == port && !(both && address.equals(configuration.host()));
    }

    /** Why a port can't be opened; null if the failure is of another kind. */
    private static @Nullable String reason(@Nullable Throwable refused) {
        if (refused instanceof UnsupportedAddressTypeException) {
            return NO_IPV6;
        }
        return refused instanceof SocketException ? String.valueOf(refused.getMessage()) : null;
    }

    /** The source of that key, in parentheses after a space. */
    static String from(String key, Settings settings) {
        return settings.get(key)
                .map(setting -> setting.by() == null ? setting.source().label() : setting.by())
                .map(source -> " (set by " + source + ")")
                .orElse("");
    }
}
