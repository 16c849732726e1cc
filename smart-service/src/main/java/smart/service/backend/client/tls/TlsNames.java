package smart.service.backend.client.tls;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Checks the names of protocols and cipher suites in a {@code tls} section. Jetty only warns that none of them exists. */
public final class TlsNames {
    private TlsNames() {}

    /**
     * Checks that every configured name exists, and that something is left to offer.
     *
     * @param section the key of the section, for the message
     * @param suitesKey the section's key of the cipher suites, which may be regular expressions
     * @param started with these names
     * @param protocols the configured ones, or null for the default
     * @param suites the configured ones, or null for the default
     * @throws IllegalArgumentException with the key, the name and what this JVM has
     */
    public static void check(
            String section,
            String suitesKey,
            SslContextFactory started,
            @Nullable List<String> protocols,
            @Nullable List<String> suites) {
        SSLParameters known = started.getSslContext().getSupportedSSLParameters();
        check(section + ".supportedProtocols", protocols, known.getProtocols(), String::equals);
        check(section + "." + suitesKey, suites, known.getCipherSuites(), (name, suite) -> suite.matches(name));
        if (started.getSelectedProtocols().length == 0 || started.getSelectedCipherSuites().length == 0) {
            throw new IllegalArgumentException(
                    section + ": the keys of protocols and cipher suites leave none to offer");
        }
    }

    private static void check(
            String key, @Nullable List<String> names, String[] known, BiPredicate<String, String> matches) {
        for (String name : names == null ? List.<String>of() : names) {
            if (Arrays.stream(known).noneMatch(one -> matches.test(name, one))) {
                throw new IllegalArgumentException(
                        key + " has '" + name + "'; this JVM knows " + String.join(", ", known));
            }
        }
    }
}
