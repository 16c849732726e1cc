package smart.service.command;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import smart.service.config.Settings;
import smart.service.config.source.Bundled;
import smart.service.settings.SmartConfiguration;

/** {@code check [FILE]}: validates a configuration together with the environment, and starts nothing. */
public final class CheckCommand extends ConfiguredCommand<SmartConfiguration> {
    private final Settings settings;

    /** @param settings filled while the configuration is read */
    public CheckCommand(Settings settings) {
        super("check", "Checks a configuration file together with the environment");
        this.settings = settings;
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
        Preflight.check(configuration, settings);
        settings.warnings().forEach(System.out::println);
        System.out.println(namespace.getString("file") + ": the configuration is valid");
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        cli.getStdErr().println("smart: " + StartFailure.describe(e));
    }
}
