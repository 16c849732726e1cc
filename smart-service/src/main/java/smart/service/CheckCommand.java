package smart.service;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import smart.service.config.Bundled;

/** {@code check [FILE]}: reads and validates a configuration, with the environment, and starts nothing. */
final class CheckCommand extends ConfiguredCommand<SmartConfiguration> {
    private final SmartApplication application;

    CheckCommand(SmartApplication application) {
        super("check", "Checks a configuration file, together with the environment");
        this.application = application;
    }

    @Override
    protected Class<SmartConfiguration> getConfigurationClass() {
        return SmartConfiguration.class;
    }

    @Override
    protected Argument addFileArgument(Subparser subparser) {
        return super.addFileArgument(subparser).setDefault(Bundled.PATH);
    }

    @Override
    protected void run(Bootstrap<SmartConfiguration> bootstrap, Namespace namespace, SmartConfiguration configuration)
            throws IOException {
        Preflight.check(configuration, application.settings());
        application.settings().warnings().forEach(System.out::println);
        System.out.println(namespace.getString("file") + ": the configuration is valid");
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        cli.getStdErr().println("smart: " + StartFailure.describe(e));
    }
}
