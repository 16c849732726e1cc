package smart.service.config.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;
import smart.service.config.source.Setting;

/** Keys of Dropwizard, or of earlier versions, that would have no effect. The message names the key to use instead. */
public final class RefusedKeys {
    private static final String GZIP = "server.gzip";
    private static final String GZIP_ENABLED = GZIP + ".enabled";
    private static final String BODIES = "Smart relays bodies unchanged";
    private static final Map<String, String> REASONS = reasons();

    /**
     * The types that a section may have. Dropwizard takes an unknown one for the first of them. Its type "external" knows none of
     * the keys that the bundled file sets.
     */
    private static final Map<String, List<String>> TYPES = new TreeMap<>(Map.of(
            "server", List.of("default"),
            "server.requestLog", List.of("logback-access", "classic"),
            "health", List.of("default"),
            "health.responder", List.of("servlet"),
            "health.responseProvider", List.of("json"),
            "logging", List.of("default")));

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
        reasons.put(GZIP_ENABLED, BODIES);
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
     * Checks that no override of Dropwizard's sets such a key. What it would override need not be there.
     *
     * @throws BadConfiguration if one is set to anything but "off"
     */
    public static void checkOverrides(String path, List<Setting> overrides, Origins origins) throws BadConfiguration {
        for (Map.Entry<String, String> refused : REASONS.entrySet()) {
            for (Setting override : overrides) {
                if (override.key().startsWith(refused.getKey()) && !isOff(override.key(), override.value())) {
                    throw origins.refused(path, override.key(), cannotBeUsed(refused.getKey(), refused.getValue()));
                }
            }
        }
    }

    /**
     * Checks that no such key is set, and no unknown type.
     *
     * @throws BadConfiguration if one is set to anything but "off"
     */
    public static void check(String path, JsonNode settings, Origins origins) throws BadConfiguration {
        for (Map.Entry<String, String> refused : REASONS.entrySet()) {
            String key = refused.getKey();
            JsonNode value = at(settings, key);
            if (isSet(value) && !isOff(key, value.asText())) {
                throw origins.refused(path, key, cannotBeUsed(key, refused.getValue()));
            }
        }
        for (Map.Entry<String, JsonNode> gzip : at(settings, GZIP).properties()) {
            String key = GZIP + "." + gzip.getKey();
            if (isSet(gzip.getValue()) && !key.equals(GZIP_ENABLED)) {
                throw origins.refused(path, key, cannotBeUsed(key, BODIES));
            }
        }
        for (Map.Entry<String, List<String>> section : TYPES.entrySet()) {
            String key = section.getKey() + ".type";
            JsonNode type = at(settings, key);
            if (isSet(type) && !section.getValue().contains(type.asText())) {
                throw origins.refused(path, key, key + " must be '" + String.join("' or '", section.getValue()) + "'");
            }
        }
    }

    private static JsonNode at(JsonNode settings, String key) {
        return settings.at("/" + key.replace('.', '/'));
    }

    private static boolean isSet(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static boolean isOff(String key, String value) {
        return key.endsWith(".enabled") && "false".equals(value);
    }

    private static String cannotBeUsed(String key, String reason) {
        return key + " can't be used: " + reason;
    }
}
