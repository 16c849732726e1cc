package smart.service.config.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Maps environment variables to keys. */
public final class EnvironmentSettings {
    public static final String LOG_LEVEL = "logging.level";

    /** The name of the variable, and of the level that it sets. */
    private static final String DEBUG = "DEBUG";

    /** The variables of each key; the first one that is set and not empty applies. */
    private static final Map<String, List<String>> VARIABLES = variables();

    private final UnaryOperator<@Nullable String> environment;

    /** @param environment looks a variable up, as {@link System#getenv(String)} does */
    public EnvironmentSettings(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    private static Map<String, List<String>> variables() {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        variables.put("host", List.of("HOST"));
        variables.put("ports", List.of("PORT_NUMBER"));
        variables.put("adminPort", List.of("ADMIN_PORT"));
        variables.put("adminHost", List.of("ADMIN_HOST"));
        variables.put("adminUser", List.of("ADMIN_USER"));
        variables.put("adminPassword", List.of("ADMIN_PASSWORD"));
        variables.put("adminHosts", List.of("ADMIN_HOSTS"));
        variables.put("adminPeers", List.of("ADMIN_PEERS"));
        variables.put("workers", List.of("WORKERS"));
        variables.put("warmUp", List.of("WARM_UP"));
        variables.put("backend.url", List.of("REMOTE_URL"));
        variables.put("backend.timeout", List.of("REQUEST_TIMEOUT", "REQ_TIMEOUT"));
        variables.put("backend.requireJson", List.of("REQUIRE_JSON"));
        variables.put("backend.maxResponseSize", List.of("MAX_RESPONSE_SIZE"));
        variables.put("limit.maxInFlight", List.of("REQUESTS_LIMIT", "REQ_LIMIT"));
        variables.put("limit.mode", List.of("LIMIT_MODE"));
        variables.put("limit.minInFlight", List.of("LIMIT_MIN"));
        variables.put("limit.rejectStatus", List.of("REJECT_STATUS"));
        variables.put("hedging.enabled", List.of("HEDGING"));
        variables.put("hedging.delay", List.of("HEDGE_DELAY"));
        variables.put("hedging.extraAttempts", List.of("HEDGE_EXTRA_ATTEMPTS"));
        variables.put("hedging.interval", List.of("HEDGE_INTERVAL"));
        variables.put("hedging.onFailure", List.of("HEDGE_ON_FAILURE"));
        variables.put("hedging.percentile", List.of("HEDGE_PERCENTILE"));
        variables.put("hedging.budget", List.of("HEDGE_BUDGET"));
        variables.put("hedging.minPerSecond", List.of("HEDGE_MIN_PER_SECOND"));
        variables.put("errorLog.file", List.of("ERROR_LOG"));
        variables.put("tracing.endpoint", List.of("OTEL_EXPORTER_OTLP_ENDPOINT"));
        variables.put("tracing.protocol", List.of("OTEL_EXPORTER_OTLP_PROTOCOL"));
        variables.put("tracing.headers", List.of("OTEL_EXPORTER_OTLP_HEADERS"));
        variables.put("tracing.serviceName", List.of("OTEL_SERVICE_NAME"));
        variables.put("tracing.resourceAttributes", List.of("OTEL_RESOURCE_ATTRIBUTES"));
        variables.put("tracing.sampler", List.of("OTEL_TRACES_SAMPLER"));
        variables.put("tracing.sampleRatio", List.of("OTEL_TRACES_SAMPLER_ARG"));
        variables.put("tracing.ui", List.of("TRACING_UI"));
        variables.put(LOG_LEVEL, List.of("LOG_LEVEL"));
        return variables;
    }

    /** The variable that sets that key, or null for none; the first one if there are several. */
    public static @Nullable String variable(String key) {
        List<String> names = VARIABLES.get(key);
        return names == null ? null : names.get(0);
    }

    /** All variables that set a key. */
    static List<String> all() {
        return VARIABLES.values().stream().flatMap(List::stream).toList();
    }

    /** Replaces placeholders in files by these variables. */
    public Placeholders placeholders() {
        return new Placeholders(environment);
    }

    /**
     * The settings from the environment, at most one per key.
     *
     * @throws BadConfiguration if {@code DEBUG} has an unknown value, and nothing else sets the level
     */
    public List<Setting> settings() throws BadConfiguration {
        List<Setting> settings = new ArrayList<>();
        VARIABLES.forEach((key, names) -> firstOf(names)
                .ifPresent(variable -> settings.add(new Setting(key, variable.name(), variable.value()))));
        boolean hasLevel = settings.stream().anyMatch(setting -> setting.key().equals(LOG_LEVEL));
        if (!hasLevel && isDebug()) {
            settings.add(new Setting(LOG_LEVEL, DEBUG, DEBUG));
        }
        return settings;
    }

    private record Variable(String name, String value) {}

    private Optional<Variable> firstOf(List<String> names) {
        return names.stream().flatMap(name -> lookUp(name).stream()).findFirst();
    }

    private Optional<Variable> lookUp(String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Variable(name, value.trim()));
    }

    private boolean isDebug() throws BadConfiguration {
        String value = lookUp(DEBUG).map(Variable::value).orElse("0");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default ->
                throw new BadConfiguration("the variable DEBUG must be 1 or true (on), or 0, false or empty (off); "
                        + "it is ignored if LOG_LEVEL is set");
        };
    }
}
