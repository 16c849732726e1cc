package smart.mock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.CheckCommand;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Set;
import net.sourceforge.argparse4j.helper.HelpScreenException;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import smart.mock.admin.SetCapacityTask;
import smart.mock.admin.TaskFilter;

/**
 * The mock as a process: {@code java -jar smart-mock.jar [options]}, or {@code server CONFIG}. Its handlers run before
 * Dropwizard's servlets, which get no request. Dropwizard provides configuration, metrics, health and the life cycle.
 */
public final class MockApplication extends Application<MockConfiguration> {
    private static final Set<String> COMMANDS = Set.of("server", "check");

    private final ObjectNode commandLine;

    MockApplication(ObjectNode commandLine) {
        this.commandLine = commandLine;
    }

    /** Starts it. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && COMMANDS.contains(args[0])) {
            new MockApplication(JsonNodeFactory.instance.objectNode()).run(args);
        } else {
            runWith(new CommandLine(), args);
        }
    }

    private static void runWith(CommandLine commandLine, String... args) throws Exception {
        try {
            new MockApplication(commandLine.parse(args)).run("server");
        } catch (ArgumentParserException e) {
            commandLine.explain(e);
            System.exit(e instanceof HelpScreenException ? 0 : 2);
        }
    }

    /** 2 is for a wrong command line. */
    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(failure instanceof ArgumentParserException ? 2 : 1);
    }

    @Override
    public String getName() {
        return "smart-mock";
    }

    @Override
    public void initialize(Bootstrap<MockConfiguration> bootstrap) {
        bootstrap.setConfigurationFactoryFactory((type, validator, mapper, prefix) ->
                new MockConfigurationFactory(validator, mapper, prefix, commandLine));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<MockConfiguration> bootstrap) {
        bootstrap.addCommand(new PlayCommand(this, !commandLine.isEmpty()));
        bootstrap.addCommand(new CheckCommand<>(this) {
            @Override
            public void onError(Cli cli, Namespace namespace, Throwable e) {
                StartFailure.print(cli, e);
            }
        });
    }

    @Override
    public void run(MockConfiguration configuration, Environment environment) {
        var mock = new Mock(configuration.options(), environment.metrics());
        environment.healthChecks().register("timer", mock.timerHealthCheck());
        var setCapacity = new SetCapacityTask(mock::resize);
        environment.admin().addTask(setCapacity); // For the list at GET /tasks; the filter runs it.
        environment
                .admin()
                .addFilter("tasks", new TaskFilter(setCapacity))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/tasks/*");
        environment.jersey().disable();
        environment.getApplicationContext().insertHandler(mock.handler());
        environment.lifecycle().addEventListener(new OpenDoors(mock));
    }
}
