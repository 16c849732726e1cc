package smart.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import smart.service.settings.SmartConfiguration;

/**
 * A command that ends by itself, such as a start with a wrong setting. It runs in this JVM, which takes a small part of the
 * time of a {@link SmartProcess}.
 *
 * @param err what it printed to stderr
 */
public record EndedCommand(int exitCode, String err) {

    /** Runs the command with these variables and no others. */
    public static EndedCommand run(Map<String, String> variables, String... arguments) throws Exception {
        SmartApplication smart = new SmartApplication(variables::get);
        Bootstrap<SmartConfiguration> bootstrap = new Bootstrap<>(smart);
        smart.addDefaultCommands(bootstrap);
        smart.initialize(bootstrap);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Optional<Throwable> failure =
                new Cli(new JarLocation(SmartApplication.class), bootstrap, out, err).run(arguments);
        return new EndedCommand(failure.map(SmartApplication::exitCode).orElse(0), err.toString(UTF_8));
    }
}
