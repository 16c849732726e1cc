package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import jakarta.validation.Validator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import smart.service.backend.client.ConnectionPool;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.hedge.HedgeConfiguration;
import smart.service.hedge.HedgePolicy;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitConfiguration;

/**
 * {@code POST /tasks/set-limit?value=50}: changes how many calls may be in progress. Those in progress go on, also where
 * they are more than the new limit. The pool of connections grows along, unless its size is configured: then a limit that
 * it is too small for is refused, as it is when the service starts.
 */
public final class SetLimitTask extends Task {
    private final InFlightLimiter limiter;
    private final HedgePolicy hedging;
    private final ConnectionPool connections;
    private final Validator validator;
    private final Settings settings;

    /** @param settings is told of what has changed */
    public SetLimitTask(
            InFlightLimiter limiter,
            HedgePolicy hedging,
            ConnectionPool connections,
            Validator validator,
            Settings settings) {
        super("set-limit");
        this.limiter = limiter;
        this.hedging = hedging;
        this.connections = connections;
        this.validator = validator;
        this.settings = settings;
    }

    @Override
    public synchronized void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        int limit = number(Parameters.value(parameters));
        Parameters.check(validator, LimitConfiguration.class, "maxInFlight", limit);
        int attempts = limit * hedging.hedging().attempts();
        if (!connections.allows(attempts)) {
            throw new BadParameter("value needs " + attempts + " connections, and jerseyClient.maxConnections, or "
                    + ".maxConnectionsPerRoute, allows fewer: change it first, which takes a restart");
        }
        connections.grow(limit * (1 + HedgeConfiguration.MOST_EXTRA_ATTEMPTS));
        int before = limiter.limit();
        limiter.use(limit);
        settings.changed("limit.maxInFlight", Integer.toString(limit));
        output.println("limit.maxInFlight: " + before + " -> " + limit);
    }

    private static int number(String value) throws BadParameter {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new BadParameter("value is '" + value + "', must be a whole number");
        }
    }
}
