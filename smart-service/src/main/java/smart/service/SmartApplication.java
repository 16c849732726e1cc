package smart.service;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.security.Security;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import org.jspecify.annotations.Nullable;
import smart.service.command.CheckCommand;
import smart.service.command.CommandLineUsage;
import smart.service.command.RunCommand;
import smart.service.command.ServeCommand;
import smart.service.command.UsageException;
import smart.service.config.LayeredConfigurationFactory;
import smart.service.config.PlainMapper;
import smart.service.config.Settings;
import smart.service.config.ShortUnits;
import smart.service.config.source.Bundled;
import smart.service.config.source.EnvironmentSettings;
import smart.service.config.source.Setting;
import smart.service.request.drain.Drain;
import smart.service.request.jersey.JerseyCalls;
import smart.service.server.Connectors;
import smart.service.server.RequestReaper;
import smart.service.settings.SmartConfiguration;
import smart.service.warmup.WarmUp;

/** The service: its parts, and how they are wired together. */
public final class SmartApplication extends Application<SmartConfiguration> {
    /** The clock of deadlines and durations, in nanoseconds. */
    static final LongSupplier NANO_TIME = System::nanoTime;

    private final Settings settings = new Settings(InstantSource.system());
    private final FutureTask<JerseyCalls> jersey = new FutureTask<>(ApplicationEndpoints::resource);
    private final UnaryOperator<@Nullable String> variables;
    private List<Setting> commandLine = List.of();

    /** With the variables of the process's environment. */
    public SmartApplication() {
        this(System::getenv);
    }

    /** @param variables looks a variable up, as {@link System#getenv(String)} does */
    SmartApplication(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    /** Runs the command that the arguments name; see {@code --help}. */
    public static void main(String[] arguments) throws Exception {
        forgetNamesAtOnce();
        SmartApplication smart = new SmartApplication();
        if (!CommandLineUsage.isKnown(arguments)) {
            System.err.println(CommandLineUsage.ALL);
            smart.onFatalError(new UsageException(CommandLineUsage.ALL));
        }
        smart.run(arguments);
    }

    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(exitCode(failure));
    }

    /** The process's exit code: 2 if the command line is wrong, otherwise 1. */
    static int exitCode(Throwable failure) {
        return failure instanceof UsageException || failure instanceof ArgumentParserException ? 2 : 1;
    }

    /**
     * Turns off the JVM's DNS cache. It would keep an address for 30 s and an unknown name for 10 s, whatever
     * {@code backend.dnsRefreshInterval} is.
     */
    private static void forgetNamesAtOnce() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /** Settings that override the environment and the file. Call it before the configuration is read. */
    void commandLine(List<Setting> settings) {
        commandLine = settings;
    }

    /** Builds the parts that need no configuration on another thread, while the configuration is read. */
    private void prepare() {
        Thread thread = new Thread(jersey, "prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /** The command {@code server}. */
    ServeCommand serve() {
        return new ServeCommand(this, settings, this::prepare);
    }

    @Override
    public String getName() {
        return "smart";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<SmartConfiguration> bootstrap) {
        bootstrap.addCommand(serve());
        bootstrap.addCommand(new RunCommand(this, settings, this::prepare, variables, this::commandLine));
        bootstrap.addCommand(new CheckCommand(settings));
    }

    @Override
    public void initialize(Bootstrap<SmartConfiguration> bootstrap) {
        bootstrap.setObjectMapper(PlainMapper.create());
        bootstrap.setConfigurationSourceProvider(new Bundled());
        EnvironmentSettings environment = new EnvironmentSettings(variables);
        bootstrap.setValidatorFactory(ShortUnits.VALIDATORS);
        bootstrap.setConfigurationFactoryFactory((type, validator, mapper, prefix) ->
                new LayeredConfigurationFactory<>(type, validator, mapper, prefix, environment, commandLine, settings));
    }

    @Override
    public void run(SmartConfiguration configuration, Environment environment) throws Exception {
        Connectors.configure(
                configuration.server(),
                new Connectors.Ports(
                        configuration.ports(),
                        configuration.host(),
                        configuration.workers(),
                        configuration.callers().maxHeadSize(),
                        configuration.callers().tls()),
                configuration.adminHost(),
                configuration.adminPort(),
                configuration.gracePeriod());
        ScheduledExecutorService timers = environment
                .lifecycle()
                .scheduledExecutorService("timers", true)
                .threads(1)
                .removeOnCancelPolicy(true)
                .build();
        RequestPipeline pipeline = RequestPipeline.of(configuration, environment);
        Drain drain = new Drain();
        jersey.run(); // Does nothing if another thread has already begun.
        ApplicationEndpoints.list(environment);
        StartMessages messages = new StartMessages(configuration, settings);
        environment.lifecycle().addServerLifecycleListener(messages);
        WarmUp warmUp = WarmUp.load(
                configuration.warmUp().toJavaDuration(),
                configuration.backend(),
                configuration.hedging().hedging(),
                configuration.limit().rejectStatus(),
                environment.getObjectMapper(),
                jersey.get(),
                messages::ready);
        environment.lifecycle().addServerLifecycleListener(warmUp);
        RequestReaper callers =
                ApplicationEndpoints.serve(configuration, environment, timers, pipeline, drain, jersey.get());
        AdminEndpoints.serve(configuration, environment, pipeline, callers, drain, warmUp, settings);
        warmUp.awaitLoaded();
    }
}
