package smart.service.admin.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.process.HealthChecks;
import smart.service.admin.console.process.Jvm;
import smart.service.admin.console.process.Readiness;
import smart.service.admin.console.state.Advice;
import smart.service.admin.console.watch.LiveFigures;
import smart.service.backend.client.connection.ConnectionPool;

/** The response of {@code GET /console/now}. Times are in milliseconds since the epoch. Unknown values are null. */
record Now(
        @JsonProperty("now") long now,
        @JsonProperty("clockBehind") long clockBehind,
        @JsonProperty("state") Status state,
        @JsonProperty("also") List<Also> also,
        @JsonProperty("ready") Ready ready,
        @JsonProperty("lastCall") @Nullable Long lastCall,
        @JsonProperty("figures") @Nullable LiveFigures figures,
        @JsonProperty("service") Service service,
        @JsonProperty("limit") Limit limit,
        @JsonProperty("hedging") HedgingNow hedging,
        @JsonProperty("tasks") TaskAccess tasks,
        @JsonProperty("events") long events,
        @JsonProperty("pool") ConnectionPool.Usage pool,
        @JsonProperty("addresses") List<AddressRows.Row> addresses,
        @JsonProperty("jvm") Jvm.Health jvm,
        @JsonProperty("checks") List<HealthChecks.Last> checks,
        @JsonProperty("settings") List<SettingsView.Row> settings,
        @JsonProperty("errorLog") ErrorLog errorLog) {

    record Status(
            String level,
            String title,
            @Nullable Long since,
            List<String> facts,
            String cause,
            String why,
            String advice,
            List<Advice.Action> actions) {}

    /** Another state that holds. */
    record Also(String level, String title, long since) {}

    record Ready(boolean ready, @Nullable Long since, List<Readiness.Why> why) {}

    /**
     * @param id a unique id of this run of the service
     * @param host the machine's name
     * @param backend its host and port
     */
    record Service(
            String id,
            String host,
            String backend,
            String version,
            String commit,
            long startedAt,
            long pid,
            String java,
            boolean draining) {}

    /**
     * @param max the limit now
     * @param mode {@code fixed} or {@code adaptive}
     * @param changed why the adaptive limit changed last, in words, or null
     * @param changedAt when
     */
    record Limit(
            int inFlight,
            int max,
            String mode,
            @Nullable Double unloadedMs,
            @Nullable Double gradient,
            @Nullable String changed,
            @Nullable Long changedAt) {}

    /** @param delayMs the one in force */
    record HedgingNow(boolean enabled, double delayMs) {}

    /**
     * Whether this caller can run tasks.
     *
     * @param access {@code open}, {@code credentials} or {@code off}
     * @param why the obstacle, or an empty string
     */
    record TaskAccess(String access, String why) {}

    record ErrorLog(String file, long bytes, long dropped) {}
}
