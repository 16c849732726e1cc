package smart.service.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.health.DefaultHealthFactory;
import io.dropwizard.health.HealthCheckConfiguration;
import io.dropwizard.health.HealthCheckType;
import io.dropwizard.health.HealthEnvironment;
import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStatusChecker;
import io.dropwizard.health.Schedule;
import io.dropwizard.health.response.JsonHealthResponseProvider;
import io.dropwizard.health.response.ServletHealthResponder;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Set;

/** Defines which health checks decide readiness and liveness, and where the admin port tells. */
public final class HealthSetup {
    public static final String BACKEND = "backend";
    public static final String DRAIN = "drain";
    public static final String ERROR_LOG = "error-log";
    public static final String LIMITER = "limiter";
    public static final String WARM_UP = "warm-up";
    /** Dropwizard's own. */
    private static final String DEADLOCKS = "deadlocks";

    /** The names of all checks, for messages. */
    public static final String KNOWN =
            BACKEND + ", " + DEADLOCKS + ", " + DRAIN + ", " + ERROR_LOG + ", " + LIMITER + ", " + WARM_UP;

    /** Checks that only read memory may run often. */
    private static final Duration OFTEN = Duration.seconds(1);

    private static final Duration NOW_AND_THEN = Duration.seconds(5);

    /** An idle backend is probed. Right after our start no probe is needed, since calls follow. */
    private static final Duration LATER = Duration.seconds(10);

    private HealthSetup() {}

    /** Whether each check that the configuration names exists; else the start would fail. */
    public static boolean knowsAll(DefaultHealthFactory health) {
        Set<String> known = Set.of(KNOWN.split(", "));
        return health.getHealthCheckConfigurations().stream().allMatch(check -> known.contains(check.getName()));
    }

    /**
     * Sets the checks of {@code health}, unless the configuration has its own.
     *
     * @param backendRequired whether a backend that is down makes the service unready
     * @param errorLogRequired whether an error log that can't be written does
     * @param cold whether the service is unready until the warm-up ends
     */
    public static void configure(
            DefaultHealthFactory health, boolean backendRequired, boolean errorLogRequired, boolean cold) {
        if (health.getHealthCheckConfigurations().isEmpty()) {
            HealthCheckConfiguration warmUp = check(WARM_UP, HealthCheckType.READY, true, OFTEN, OFTEN);
            warmUp.setInitialState(!cold);
            health.setHealthCheckConfigurations(List.of(
                    warmUp,
                    check(DRAIN, HealthCheckType.READY, true, OFTEN, OFTEN),
                    check(LIMITER, HealthCheckType.READY, true, OFTEN, OFTEN),
                    check(ERROR_LOG, HealthCheckType.READY, errorLogRequired, OFTEN, NOW_AND_THEN),
                    check(
                            BACKEND,
                            HealthCheckType.READY,
                            backendRequired,
                            backendRequired ? OFTEN : LATER,
                            NOW_AND_THEN),
                    check(DEADLOCKS, HealthCheckType.ALIVE, true, OFTEN, NOW_AND_THEN)));
        }
    }

    /**
     * Serves {@code /health-check} on the admin port too, with the responses of the application ports. There, a new connection waits
     * while callers hold {@code callers.maxConnections}; a supervisor must get its answer at once.
     */
    public static void serve(AdminEnvironment admin, HealthEnvironment health, ObjectMapper mapper) {
        HealthStateAggregator states = health.healthStateAggregator();
        var responses = new JsonHealthResponseProvider((HealthStatusChecker) states, states, mapper);
        admin.addServlet("health-check", new ServletHealthResponder(responses, true, "no-store"))
                .addMapping("/health-check");
    }

    /** One result is enough: the checks look back over a time window where that makes sense. */
    private static HealthCheckConfiguration check(
            String name, HealthCheckType type, boolean critical, Duration first, Duration interval) {
        Schedule schedule = new Schedule();
        schedule.setInitialDelay(first);
        schedule.setCheckInterval(interval);
        schedule.setDowntimeInterval(interval);
        schedule.setFailureAttempts(1);
        schedule.setSuccessAttempts(1);
        HealthCheckConfiguration check = new HealthCheckConfiguration();
        check.setName(name);
        check.setType(type);
        check.setCritical(critical);
        check.setSchedule(schedule);
        return check;
    }
}
