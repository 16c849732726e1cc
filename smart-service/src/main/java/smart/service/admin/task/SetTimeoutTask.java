package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import io.dropwizard.util.Duration;
import jakarta.validation.Validator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import smart.service.backend.client.BackendConfiguration;
import smart.service.backend.client.SecondsDeserializer;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.request.CallTimeout;

/**
 * {@code POST /tasks/set-timeout?value=500ms}: changes the time for the calls to come. One that the shutdown could not wait
 * for is refused, as it is when the service starts: the grace period, and the time after which the server takes an idle
 * connection for dead, stay what they were.
 */
public final class SetTimeoutTask extends Task {
    private final CallTimeout timeout;
    private final Duration longest;
    private final Validator validator;
    private final Settings settings;

    /**
     * @param longest the most that the grace period allows
     * @param settings is told of what has changed
     */
    public SetTimeoutTask(CallTimeout timeout, Duration longest, Validator validator, Settings settings) {
        super("set-timeout");
        this.timeout = timeout;
        this.longest = longest;
        this.validator = validator;
        this.settings = settings;
    }

    @Override
    public synchronized void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        Duration value = duration(Parameters.value(parameters));
        Parameters.check(validator, BackendConfiguration.class, "timeout", value);
        if (value.toMilliseconds() > longest.toMilliseconds()) {
            throw new BadParameter("value must be less than or equal to " + Settings.text(longest)
                    + ": a second less than server.shutdownGracePeriod, which takes a restart to change");
        }
        String before = Settings.text(Duration.milliseconds(timeout.get().toMillis()));
        String after = Settings.text(Duration.milliseconds(value.toMilliseconds()));
        timeout.set(value.toJavaDuration());
        settings.changed("backend.timeout", after);
        output.println("backend.timeout: " + before + " -> " + after);
    }

    private static Duration duration(String value) throws BadParameter {
        try {
            return SecondsDeserializer.parse(value);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("value is '" + value + "', must be a duration, such as 10s or 500ms");
        }
    }
}
