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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command {@code server}. Unlike Dropwizard's it says in one line why it can't start, and where it plays. */
final class PlayCommand extends EnvironmentCommand<MockConfiguration> {
    private static final Logger LOG = LoggerFactory.getLogger(PlayCommand.class);

    PlayCommand(Application<MockConfiguration> application) {
        super(application, "server", "Starts the mock");
    }

    @Override
    protected Class<MockConfiguration> getConfigurationClass() {
        return MockConfiguration.class;
    }

    @Override
    protected void run(Environment environment, Namespace namespace, MockConfiguration configuration) throws Exception {
        var server = configuration.getServerFactory().build(environment);
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
                "smart-mock plays on {}; metrics and health on {}", urls(server, "application"), urls(server, "admin"));
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
        var host = connector.getHost() == null ? "0.0.0.0" : connector.getHost();
        return scheme + "://" + host + ":" + connector.getLocalPort();
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        cli.getStdErr().println("smart-mock: error: " + StartFailure.explain(e));
    }
}
