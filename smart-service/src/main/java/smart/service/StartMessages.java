package smart.service;

import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.build.Build;
import smart.service.config.Settings;
import smart.service.config.refusal.Secrets;
import smart.service.settings.SmartConfiguration;

/**
 * The three lines of a start: what runs with which settings, where it listens, and that it is ready. Warnings come
 * first. And the line of a stop.
 */
final class StartMessages implements ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger("smart");
    private static final double SECOND = 1000;

    private final boolean readyAtOnce;
    private final long grace;

    StartMessages(SmartConfiguration configuration, Settings settings) {
        settings.warnings().forEach(LOG::warn);
        this.readyAtOnce = configuration.warmUp().toNanoseconds() == 0;
        this.grace = configuration.gracePeriod().toSeconds();
        Build build = Build.current();
        LOG.info(
                "Smart {}+{}: backend {}, limit {}, timeout {}",
                build.version(),
                build.commit(),
                Secrets.url(configuration.backend().url().toString()),
                configuration.limit().maxInFlight(),
                Settings.text(configuration.backend().timeout()));
    }

    @Override
    public void serverStarted(Server server) {
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle event) {
                LOG.info("stopping; calls in flight have {} s to finish", grace);
            }
        });
        LOG.info("listening on {}, admin port on {}", addresses(server, "application"), addresses(server, "admin"));
        if (readyAtOnce) {
            ready();
        }
    }

    /** To be called once, when calls are fast. */
    void ready() {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        LOG.info("ready after {} s", String.format(Locale.ROOT, "%.1f", millis / SECOND));
    }

    private static String addresses(Server server, String name) {
        return Arrays.stream(server.getConnectors())
                .filter(connector -> name.equals(connector.getName()))
                .map(ServerConnector.class::cast)
                .map(StartMessages::address)
                .collect(Collectors.joining(" and "));
    }

    private static String address(ServerConnector connector) {
        String host = connector.getHost() == null ? "*" : connector.getHost();
        String scheme = connector.getConnectionFactory(SslConnectionFactory.class) == null ? "http" : "https";
        return scheme + "://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":"
                + connector.getLocalPort();
    }
}
