package smart.service.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import smart.service.config.Settings;
import smart.service.server.CallersTls;
import smart.service.settings.SmartConfiguration;

/** Checks what a valid configuration needs from this machine: the names and files that it refers to. */
final class Preflight {
    private Preflight() {}

    /** @throws IOException if something is missing; the message names the key */
    static void check(SmartConfiguration configuration, Settings settings) throws IOException {
        resolve("host", configuration.host(), settings);
        resolve("adminHost", configuration.adminHost(), settings);
        CallersTls tls = configuration.callers().tls();
        if (tls != null) {
            tls.check();
        }
    }

    private static void resolve(String key, @Nullable String host, Settings settings) throws IOException {
        try {
            if (host != null) {
                InetAddress.getByName(host);
            }
        } catch (UnknownHostException e) {
            throw new IOException(
                    key + " is '" + host + "', which this machine can't resolve" + StartFailure.from(key, settings), e);
        }
    }
}
