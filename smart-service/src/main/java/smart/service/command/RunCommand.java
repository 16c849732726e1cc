package smart.service.command;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;
import smart.service.config.Settings;
import smart.service.config.source.Bundled;
import smart.service.config.source.EnvironmentSettings;
import smart.service.config.source.Setting;
import smart.service.settings.SmartConfiguration;

/** {@code run [--timeout SECONDS] [--limit LIMIT] [--port N [N ...]] remote}: runs the service without a file. */
public final class RunCommand extends ServeCommand {
    private static final String URL = "backend.url";

    private final UnaryOperator<@Nullable String> variables;
    private final Consumer<List<Setting>> commandLine;

    /**
     * @param settings filled while the configuration is read
     * @param prepare called before the configuration is read; must not block
     * @param variables looks a variable up, as {@link System#getenv(String)} does
     * @param commandLine receives the settings of the command line before the configuration is read
     */
    public RunCommand(
            Application<SmartConfiguration> application,
            Settings settings,
            Runnable prepare,
            UnaryOperator<@Nullable String> variables,
            Consumer<List<Setting>> commandLine) {
        super(
                application,
                settings,
                prepare,
                "run",
                "Runs the service in front of a backend, without a configuration file");
        this.variables = variables;
        this.commandLine = commandLine;
    }

    @Override
    public void configure(Subparser subparser) {
        super.configure(subparser);
        subparser.addArgument("--timeout").metavar("SECONDS").help("the longest time for a call (default: 10)");
        subparser.addArgument("--limit").metavar("LIMIT").help("the most calls in flight (default: 100)");
        subparser.addArgument("--port").metavar("N").nargs("+").help("the ports to listen on (default: 8000)");
        subparser.usage(CommandLineUsage.RUN);
    }

    /** Replaces the file: all other settings come from the environment. */
    @Override
    protected Argument addFileArgument(Subparser subparser) {
        return subparser.addArgument("remote").nargs("?").help("the backend's URL");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace namespace) throws Exception {
        List<Setting> settings = settings(namespace);
        if (settings.stream().noneMatch(setting -> setting.key().equals(URL))
                && !isSet(EnvironmentSettings.variable(URL))) {
            throw new UsageException("remote is missing: the backend's URL, such as http://backend:8080\nusage: "
                    + CommandLineUsage.RUN);
        }
        commandLine.accept(settings);
        Map<String, Object> attributes = new HashMap<>(namespace.getAttrs());
        attributes.put("file", Bundled.PATH);
        super.run(bootstrap, new Namespace(attributes));
    }

    /**
     * A remote right after the ports was parsed as one of them.
     *
     * @throws UsageException if it is the only one: no port is left
     */
    private static List<Setting> settings(Namespace namespace) {
        List<String> ports = new ArrayList<>();
        if (namespace.getList("port") != null) {
            ports.addAll(namespace.getList("port"));
        }
        String remote = namespace.getString("remote");
        if (remote == null && !ports.isEmpty() && !isNumber(ports.get(ports.size() - 1))) {
            remote = ports.remove(ports.size() - 1);
            if (ports.isEmpty()) {
                throw new UsageException("--port needs a number, such as --port 8000; it has only '" + remote
                        + "'\nusage: " + CommandLineUsage.RUN);
            }
        }
        List<Setting> settings = new ArrayList<>();
        add(settings, "ports", "--port", ports.isEmpty() ? null : String.join(",", ports));
        add(settings, "backend.timeout", "--timeout", namespace.getString("timeout"));
        add(settings, "limit.maxInFlight", "--limit", namespace.getString("limit"));
        add(settings, URL, "the command line", remote);
        return settings;
    }

    private static void add(List<Setting> settings, String key, String source, @Nullable String value) {
        if (value != null) {
            settings.add(new Setting(key, source, value));
        }
    }

    private boolean isSet(@Nullable String variable) {
        String value = variable == null ? null : variables.apply(variable);
        return value != null && !value.isBlank();
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
