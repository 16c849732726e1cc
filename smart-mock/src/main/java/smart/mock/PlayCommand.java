package smart.mock;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.EnvironmentCommand;
import io.dropwizard.core.setup.Environment;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code server}. Unlike Dropwizard's, it logs in one line why it can't start, or where it listens. */
final class PlayCommand extends EnvironmentCommand<MockConfiguration> {
    private static final Logger LOG = LoggerFactory.getLogger(PlayCommand.class);

    private final boolean byOptions;

    /**
     * The command.
     *
     * @param byOptions whether it stands for a command line of options, which names the ports
     */
    PlayCommand(Application<MockConfiguration> application, boolean byOptions) {
        super(application, "server", "Starts the mock");
        this.byOptions = byOptions;
    }

    @Override
    protected Class<MockConfiguration> getConfigurationClass() {
        return MockConfiguration.class;
    }

    @Override
    protected void run(Environment environment, Namespace namespace, MockConfiguration configuration) throws Exception {
        var server = configuration.getServerFactory().build(environment);
        if (namespace.getString("file") == null && !byOptions) {
            LOG.info("no configuration file: using the defaults, with {}", addresses(server));
        }
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle stopped) {
                cleanup();
            }
        });
        cleanupAsynchronously();
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        LOG.info(
                "smart-mock listens on {}; metrics and health on {}; the seed is {}",
                urls(server, "application"),
                urls(server, "admin"),
                configuration.options().seed());
    }

    /** Where it is going to listen. */
    private static String addresses(Server server) {
        return Arrays.stream(server.getConnectors())
                .map(ServerConnector.class::cast)
                .map(connector -> authority(connector.getHost(), connector.getPort()))
                .collect(Collectors.joining(" and "));
    }

    private static String urls(Server server, String connectorName) {
        return Arrays.stream(server.getConnectors())
                .filter(connector -> connectorName.equals(connector.getName()))
                .map(ServerConnector.class::cast)
                .map(PlayCommand::url)
                .collect(Collectors.joining(", "));
    }

    private static String url(ServerConnector connector) {
        var scheme = connector.getDefaultProtocol().startsWith("SSL") ? "https" : "http";
        return scheme + "://" + authority(connector.getHost(), connector.getLocalPort());
    }

    /** In the form of a URL: an IPv6 address is in brackets (RFC 3986 section 3.2.2). */
    static String authority(@Nullable String host, int port) {
        if (host == null) {
            return "0.0.0.0:" + port;
        }
        return (host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        StartFailure.print(cli, e);
    }
}
