package smart.service.admin.task;

import com.google.common.primitives.Ints;
import io.dropwizard.servlets.tasks.Task;
import jakarta.validation.Validator;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.config.refusal.WholeNumbers;
import smart.service.hedge.HedgeConfiguration;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitConfiguration;
import smart.service.limit.LimitMode;
import smart.service.limit.LimitSettings;

/**
 * {@code POST /tasks/set-limit?value=50&mode=adaptive}: changes the limit and its mode. Omitted parameters keep their
 * values. Calls in flight continue, even if they exceed the new limit. The connection pool grows with the limit. If the
 * pool's size is configured, a limit that needs a larger pool is refused, as at the start. An invalid parameter changes
 * nothing.
 */
final class SetLimitTask extends Task {
    private static final String MODE = "mode";
    private static final String MAX_KEY = "limit.maxInFlight";
    private static final String MODE_KEY = "limit.mode";

    private final InFlightLimiter limiter;
    private final HedgePolicy hedging;
    private final ConnectionPool connections;
    private final Validator validator;
    private final Settings settings;

    SetLimitTask(
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

    /** @throws BadParameter if a parameter is unknown or its value is not allowed; the message says what is allowed */
    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        // set-hedging takes this lock, too: each checks that the pool has room for its value times the other's.
        synchronized (hedging) {
            change(parameters, output);
        }
    }

    private void change(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        BadParameter.refuseOthers(parameters.keySet(), Set.of(Parameters.VALUE, MODE));
        String value = Parameters.optional(parameters, Parameters.VALUE);
        String mode = Parameters.optional(parameters, MODE);
        if (value == null && mode == null) {
            throw new BadParameter("value or mode is missing; both may be given");
        }
        LimitSettings before = limiter.settings();
        LimitSettings after = new LimitSettings(
                mode == null ? before.mode() : mode(mode), before.min(), value == null ? before.max() : max(value));
        if (!after.isPossible()) {
            throw new BadParameter(
                    "limit.maxInFlight would be " + after.max() + "; when limit.mode is adaptive, it must be "
                            + "at least limit.minInFlight, which is " + after.min());
        }
        growConnections(after.max());
        limiter.use(after);
        if (value != null) {
            tell(MAX_KEY, before.max(), after.max(), output);
        }
        if (mode != null) {
            tell(MODE_KEY, before.mode(), after.mode(), output);
        }
    }

    private void growConnections(int limit) throws BadParameter {
        int attempts = limit * hedging.hedging().attempts();
        if (!connections.allows(attempts)) {
            throw new BadParameter("value needs " + attempts + " connections; jerseyClient.maxConnections, "
                    + "or .maxConnectionsPerRoute, allows fewer. Change that first; it needs a restart");
        }
        connections.grow(limit * (1 + HedgeConfiguration.MOST_EXTRA_ATTEMPTS));
    }

    private void tell(String key, Object before, Object after, PrintWriter output) {
        settings.changed(key, after.toString());
        output.println(key + ": " + before + " -> " + after);
    }

    private int max(String value) throws BadParameter {
        Integer limit = WholeNumbers.isOne(value) ? Ints.tryParse(value) : null;
        if (limit == null) {
            throw new BadParameter("value is '" + value + "', must be a whole number" + WholeNumbers.paddingIn(value));
        }
        Parameters.check(validator, LimitConfiguration.class, "maxInFlight", limit);
        return limit;
    }

    private static LimitMode mode(@Nullable String name) throws BadParameter {
        for (LimitMode mode : LimitMode.values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new BadParameter("mode is '" + name + "', must be "
                + Arrays.stream(LimitMode.values()).map(LimitMode::toString).collect(Collectors.joining(" or ")));
    }
}
