package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import io.dropwizard.util.Duration;
import jakarta.validation.Validator;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.service.backend.client.settings.SecondsDeserializer;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.config.refusal.WholeNumbers;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.limit.InFlightLimiter;
import smart.service.request.CallTimeout;

/**
 * The tasks that set a value, validated by the rules of the configuration.
 *
 * @param validator has those rules
 * @param settings receives the changes
 */
public record SetTasks(Validator validator, Settings settings) {

    /** {@code set-limit}; see {@link SetLimitTask}. */
    public Task limit(InFlightLimiter limiter, HedgePolicy hedging, ConnectionPool connections) {
        return new SetLimitTask(limiter, hedging, connections, validator, settings);
    }

    /**
     * {@code set-timeout}: changes the timeout of new calls. A timeout longer than the grace period allows is refused,
     * as at the start: the grace period and the server's idle timeout can't change at run time.
     *
     * @param longest the most that the grace period allows
     */
    public Task timeout(CallTimeout timeout, Duration longest) {
        return new SetValueTask<>(
                "set-timeout",
                "backend.timeout",
                value -> timeout(value, longest),
                () -> Settings.text(Duration.milliseconds(timeout.get().toMillis())),
                value -> timeout.set(value.toJavaDuration()),
                settings);
    }

    private Duration timeout(String value, Duration longest) throws BadParameter {
        Duration timeout;
        try {
            timeout = SecondsDeserializer.parse(value);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("value is '" + value + "', must be a duration, such as 10s or 500ms"
                    + WholeNumbers.paddingIn(value));
        }
        Parameters.check(validator, BackendConfiguration.class, "timeout", timeout);
        if (timeout.toMilliseconds() > longest.toMilliseconds()) {
            throw new BadParameter("value must be less than or equal to " + Settings.text(longest)
                    + ", a second less than server.shutdownGracePeriod; to change that, restart Smart");
        }
        return timeout;
    }
}
