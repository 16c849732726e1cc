package smart.service.admin.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.ConnectionPool;

/** What {@code GET /console/now} answers. Times are in milliseconds since the epoch; what is not known is null. */
record Now(
        @JsonProperty("now") long now,
        @JsonProperty("state") Status state,
        @JsonProperty("service") Service service,
        @JsonProperty("limit") Limit limit,
        @JsonProperty("hedging") Hedging hedging,
        @JsonProperty("pool") ConnectionPool.Usage pool,
        @JsonProperty("jvm") Jvm.Health jvm,
        @JsonProperty("checks") List<HealthChecks.Last> checks,
        @JsonProperty("settings") List<SettingsView.Row> settings,
        @JsonProperty("errorLog") ErrorLog errorLog) {

    record Status(String level, String title, @Nullable Long since, List<String> facts, String cause) {}

    record Service(String version, String commit, long startedAt, long pid, String java, boolean draining) {}

    record Limit(int inFlight, int max, double refusedPerSecond) {}

    /** @param delayMs the one in force */
    record Hedging(boolean enabled, double delayMs, double suppressedPerSecond) {}

    record ErrorLog(String file, long bytes, long dropped) {}
}
