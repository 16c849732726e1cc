package smart.service.config.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;
import smart.service.config.source.Setting;

/** Keys of Dropwizard, or of earlier versions, that would have no effect. The message names the key to use instead. */
public final class RefusedKeys {
    private static final String DEFAULT = "default";
    private static final Map<String, String> REASONS = reasons();

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
        reasons.put("server.gzip.enabled", "Smart relays bodies unchanged");
        for (String key : List.of("user", "group", "umask", "startsAsRoot", "nofileSoftLimit", "nofileHardLimit")) {
            reasons.put("server." + key, "start Smart as the right user and with the right limits instead");
        }
        reasons.put("admin.tasks", "the log has the stack traces of tasks; responses never do");
        reasons.put("backend.http2", "Smart speaks HTTP/1.1 to the backend");
        return reasons;
    }

    /**
     * Checks that no such key is set.
     *
     * @throws BadConfiguration if one is set to anything but "off"
     */
    public static void check(String path, JsonNode settings, List<Setting> overrides, Origins origins)
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
        for (String section : List.of("server", "health")) { // Dropwizard treats an unknown type as the default.
            String type = settings.path(section).path("type").asText(DEFAULT);
            if (!type.equals(DEFAULT)) {
                String key = section + ".type";
                throw origins.refused(path, key, key + " must be 'default'");
            }
        }
    }
}
