package smart.service.config.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Renamed keys. A file may use the old name for one more release, with a warning. */
public final class RenamedKeys {
    /** Old key to new key, both in the same section. */
    private static final Map<String, String> NEW_NAMES = Map.of(
            "backend.dnsTimeToLive", "backend.dnsRefreshInterval",
            "callers.patience", "callers.slowCallerGrace",
            "callers.maxUnread", "callers.maxPendingWrites");

    private RenamedKeys() {}

    /**
     * Moves the values of old keys to the new ones.
     *
     * @param warnings receives one line per old key
     * @return the file with only new keys
     * @throws BadConfiguration if a file has both
     */
    public static ConfigurationFile in(String path, ConfigurationFile file, List<String> warnings)
            throws BadConfiguration {
        Map<String, Integer> lines = new HashMap<>(file.lines());
        for (Map.Entry<String, String> renamed : NEW_NAMES.entrySet()) {
            String oldKey = renamed.getKey();
            String newKey = renamed.getValue();
            int dot = oldKey.lastIndexOf('.');
            JsonNode section = file.root().path(oldKey.substring(0, dot));
            if (section instanceof ObjectNode keys && keys.has(oldKey.substring(dot + 1))) {
                String name = newKey.substring(dot + 1);
                String line = " (line " + lines.get(oldKey) + ")";
                if (keys.has(name)) {
                    throw new BadConfiguration(
                            path, oldKey + " is the old name of " + newKey + ": set only the new one" + line);
                }
                keys.set(name, keys.remove(oldKey.substring(dot + 1)));
                lines.put(newKey, lines.get(oldKey));
                warnings.add(path + ": " + oldKey + " is now called " + newKey
                        + "; the old name still works in this release" + line);
            }
        }
        return new ConfigurationFile(file.root(), lines);
    }

    /**
     * Checks that no property uses an old key.
     *
     * @throws BadConfiguration if a property of the command line has an old key
     */
    public static void check(List<Setting> properties) throws BadConfiguration {
        for (Setting property : properties) {
            String newKey = NEW_NAMES.get(property.key());
            if (newKey != null) {
                throw new BadConfiguration(
                        property.key() + " is now called " + newKey + " (set by " + property.source() + ")");
            }
        }
    }
}
