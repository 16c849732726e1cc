package smart.service.admin.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.service.backend.client.settings.SecondsDeserializer;
import smart.service.config.Settings;
import smart.service.config.Settings.InForce;
import smart.service.config.Settings.Source;
import smart.service.config.refusal.Secrets;
import smart.service.config.source.EnvironmentSettings;

/** The settings that the console shows. It is an allow list, so a new secret is hidden by default. */
final class SettingsView {
    private static final String NONE = "none";
    private static final String TIMEOUT = "backend.timeout";
    private static final String URL = "backend.url";

    private static final List<String> KEYS = List.of(
            "limit.maxInFlight",
            "limit.mode",
            "limit.minInFlight",
            "limit.priorityHeader",
            "limit.rejectStatus",
            "limit.saturatedAfter",
            TIMEOUT,
            "hedging.enabled",
            "hedging.delay",
            "hedging.extraAttempts",
            "hedging.interval",
            "hedging.onFailure",
            "hedging.percentile",
            "hedging.budget",
            "hedging.minPerSecond",
            URL,
            "backend.requireJson",
            "backend.maxResponseSize",
            "backend.dnsRefreshInterval",
            "backend.spread",
            "backend.requiredForReadiness",
            "jerseyClient.connectionTimeout",
            "jerseyClient.connectionRequestTimeout",
            "jerseyClient.keepAlive",
            "jerseyClient.timeToLive",
            "jerseyClient.maxConnections",
            "jerseyClient.maxConnectionsPerRoute",
            "errorLog.file",
            "errorLog.maxFileSize",
            "errorLog.maxFiles",
            "errorLog.queueSize",
            "errorLog.requiredForReadiness",
            "tracing.endpoint",
            "tracing.protocol",
            "tracing.serviceName",
            "tracing.resourceAttributes",
            "tracing.sampler",
            "tracing.sampleRatio",
            "tracing.ui",
            "callers.maxConnections",
            "callers.slowCallerGrace",
            "callers.maxPendingWrites",
            "callers.maxHeadSize",
            "callers.tls",
            "callers.tls.keyStorePath",
            "ports",
            "host",
            "adminPort",
            "adminHost",
            "adminHosts",
            "adminPeers",
            "workers",
            "warmUp",
            "server.maxThreads",
            "server.minThreads",
            "server.adminMaxThreads",
            "server.adminMinThreads",
            "server.shutdownGracePeriod",
            "server.enableThreadNameFilter",
            "server.gzip.enabled",
            "server.requestLog.appenders",
            "health.delayedShutdownHandlerEnabled",
            "health.shutdownWaitPeriod",
            "logging.level");

    private static final Map<String, String> TASKS =
            Map.of("limit.maxInFlight", "set-limit", "limit.mode", "set-limit", TIMEOUT, "set-timeout");

    private SettingsView() {}

    /**
     * A setting.
     *
     * @param value the value as written in a file
     * @param variable the variable that sets it, or null
     * @param task the task that changes it, or null
     * @param changedAt when a task did, in milliseconds since the epoch, or null
     */
    record Row(
            String key,
            String value,
            String source,
            @Nullable String variable,
            @Nullable String task,
            @Nullable Long changedAt) {}

    static List<Row> of(Settings settings) {
        return KEYS.stream()
                .flatMap(key -> settings.get(key).stream().flatMap(setting -> Stream.of(row(key, setting))))
                .toList();
    }

    private static Row row(String key, InForce setting) {
        return new Row(
                key,
                shown(key, setting.value()),
                setting.source().label(),
                setting.source() == Source.ENVIRONMENT ? setting.by() : EnvironmentSettings.variable(key),
                key.startsWith("hedging.") ? "set-hedging" : TASKS.get(key),
                setting.changedAt() == null ? null : setting.changedAt().toEpochMilli());
    }

    private static String shown(String key, String value) {
        if (value.isEmpty()) {
            return NONE;
        }
        return switch (key) {
            case TIMEOUT -> Settings.text(SecondsDeserializer.parse(value));
            case URL -> Secrets.url(value);
            default -> value;
        };
    }
}
