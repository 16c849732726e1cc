package smart.service.command;

import io.dropwizard.client.ssl.TlsConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.tls.Tls;
import smart.service.config.Settings;
import smart.service.server.CallersTls;
import smart.service.settings.SmartConfiguration;

/** Checks what a valid configuration needs from this machine: the names and files that it refers to. */
final class Preflight {
    private Preflight() {}

    /**
     * Checks them all.
     *
     * @throws IOException if something is missing; the message names the key
     * @throws IllegalArgumentException so, too
     */
    static void check(SmartConfiguration configuration, Settings settings) throws IOException {
        resolve("host", configuration.host(), settings);
        resolve("adminHost", configuration.adminHost(), settings);
        CallersTls tls = configuration.callers().tls();
        if (tls != null) {
            tls.check();
        }
        TlsConfiguration backend = configuration.jerseyClient().getTlsConfiguration();
        if (backend != null) {
            var unused = new Tls(backend); // It reads the stores, and refuses what it can't use.
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
