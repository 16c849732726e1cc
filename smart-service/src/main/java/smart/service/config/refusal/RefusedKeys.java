package smart.service.config.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;
import smart.service.config.source.Setting;

/** Keys of Dropwizard, or of earlier versions, that would have no effect. The message names the key to use instead. */
public final class RefusedKeys {
    private static final String TYPE = ".type";
    private static final String GZIP = "server.gzip.";
    private static final String GZIP_ENABLED = GZIP + "enabled";
    private static final Map<String, String> REASONS = reasons();

    /** The sections for which Dropwizard takes an unknown type for the first one here. */
    private static final Map<String, List<String>> TYPES = new TreeMap<>(Map.of(
            "server", List.of("default"),
            "server.requestLog", List.of("logback-access", "classic", "external"),
            "health", List.of("default"),
            "health.responder", List.of("servlet"),
            "health.responseProvider", List.of("json"),
            "logging", List.of("default", "external")));

    private RefusedKeys() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put(
                "server.applicationConnectors",
                "Smart creates its own connectors: see ports, host, callers.maxHeadSize, callers.slowCallerGrace and callers.tls");
        reasons.put("server.adminConnectors", "Smart creates its own connectors: see adminPort and adminHost");
        reasons.put("server.connector", "Smart creates its own connectors: see ports, host, adminPort and adminHost");
        reasons.put("server.rootPath", "the only endpoint is /api/smart");
        reasons.put("server.applicationContextPath", "the only endpoint is /api/smart");
        reasons.put("server.allowedMethods", "GET and HEAD are allowed");
        reasons.put(GZIP_ENABLED, "Smart relays bodies unchanged");
        for (String key : List.of("registerDefaultExceptionMappers", "detailedJsonProcessingExceptionMapper")) {
            reasons.put("server." + key, "Smart maps failures to responses itself");
        }
        for (String key :
                List.of("uid", "gid", "user", "group", "umask", "startsAsRoot", "nofileSoftLimit", "nofileHardLimit")) {
            reasons.put("server." + key, "start Smart as the right user and with the right limits instead");
        }
        reasons.put("admin.tasks", "the log has the stack traces of tasks; responses never do");
        reasons.put("backend.http2", "Smart speaks HTTP/1.1 to the backend");
        return reasons;
    }

    /**
     * Checks that no such key is set, and no unknown type.
     *
     * @throws BadConfiguration if one is set to anything but "off"
     */
    public static void check(String path, JsonNode settings, List<Setting> overrides, Origins origins)
            throws BadConfiguration {
        checkKeys(path, settings, overrides, origins);
        for (Map.Entry<String, String> setting :
                gzipAndTypes(settings, overrides).entrySet()) {
            String key = setting.getKey();
            String problem = problem(key, setting.getValue());
            if (problem != null) {
                throw origins.refused(path, key, key + problem);
            }
        }
    }

    private static void checkKeys(String path, JsonNode settings, List<Setting> overrides, Origins origins)
            throws BadConfiguration {
        for (Map.Entry<String, String> refused : REASONS.entrySet()) {
            String key = refused.getKey();
            JsonNode value = settings.at("/" + key.replace('.', '/'));
            boolean off = key.endsWith(".enabled") && "false".equals(value.asText());
            boolean set = !value.isMissingNode() && !value.isNull() && !off;
            String problem = key + " can't be used: " + refused.getValue();
            for (Setting override : overrides) {
                if (override.key().startsWith(key)) {
                    throw origins.refused(path, override.key(), problem);
                }
            }
            if (set) {
                throw origins.refused(path, key, problem);
            }
        }
    }

    /** The keys of the section gzip and all types, as set; and whatever Dropwizard will override. */
    private static Map<String, String> gzipAndTypes(JsonNode settings, List<Setting> overrides) {
        Map<String, String> set = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        settings.at("/server/gzip").fieldNames().forEachRemaining(name -> keys.add(GZIP + name));
        TYPES.keySet().forEach(section -> keys.add(section + TYPE));
        for (String key : keys) {
            JsonNode value = settings.at("/" + key.replace('.', '/'));
            if (!value.isMissingNode() && !value.isNull()) {
                set.put(key, value.asText());
            }
        }
        overrides.forEach(override -> set.put(override.key(), override.value()));
        return set;
    }

    /** What is wrong with a key of gzip, which has no effect, or with a section's type; null for all else. */
    private static @Nullable String problem(String key, String value) {
        if (key.startsWith(GZIP) && !key.equals(GZIP_ENABLED)) {
            return " can't be used: " + REASONS.get(GZIP_ENABLED);
        }
        List<String> types = key.endsWith(TYPE) ? TYPES.get(key.substring(0, key.length() - TYPE.length())) : null;
        return types == null || types.contains(value) ? null : " must be '" + String.join("' or '", types) + "'";
    }
}
