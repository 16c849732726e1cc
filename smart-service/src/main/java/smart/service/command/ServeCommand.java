package smart.service.command;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.EnvironmentCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import smart.service.config.Settings;
import smart.service.config.source.Bundled;
import smart.service.health.HealthSetup;
import smart.service.settings.SmartConfiguration;

/** {@code server [FILE]}: runs the service. Unlike Dropwizard's command, it reports a failed start in one line. */
public class ServeCommand extends EnvironmentCommand<SmartConfiguration> {
    private final Settings settings;
    private final Runnable prepare;

    /**
     * @param settings filled while the configuration is read
     * @param prepare called before the configuration is read; must not block
     */
    public ServeCommand(Application<SmartConfiguration> application, Settings settings, Runnable prepare) {
        this(application, settings, prepare, "server", "Runs the service");
    }

    ServeCommand(
            Application<SmartConfiguration> application,
            Settings settings,
            Runnable prepare,
            String name,
            String description) {
        super(application, name, description);
        this.settings = settings;
        this.prepare = prepare;
    }

    @Override
    protected Class<SmartConfiguration> getConfigurationClass() {
        return SmartConfiguration.class;
    }

    @Override
    protected Argument addFileArgument(Subparser subparser) {
        return super.addFileArgument(subparser)
                .setDefault(Bundled.PATH)
                .help("the configuration file; missing keys have the values of the bundled config.yml");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace namespace) throws Exception {
        prepare.run();
        super.run(bootstrap, namespace);
    }

    @Override
    protected void run(Bootstrap<SmartConfiguration> bootstrap, Namespace namespace, SmartConfiguration configuration)
            throws Exception {
        HealthSetup.configure(
                configuration.health(),
                configuration.backend().requiredForReadiness(),
                configuration.errorLog().requiredForReadiness(),
                configuration.warmUp().toNanoseconds() > 0);
        Preflight.check(configuration, settings);
        HangUps.ignore();
        super.run(bootstrap, namespace, configuration);
    }

    @Override
    protected void run(Environment environment, Namespace namespace, SmartConfiguration configuration)
            throws Exception {
        Server server = configuration.getServerFactory().build(environment);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle event) {
                cleanup();
            }
        });
        cleanupAsynchronously();
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw StartFailure.listening(e, configuration, settings);
        }
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        cli.getStdErr().println("smart: " + StartFailure.describe(e));
    }
}
