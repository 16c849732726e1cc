package smart.service.config.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys that had another name: a file may use the old one for one more release, with a warning. */
public final class RenamedKeys {
    /** Old key to new key, both in the same section. */
    private static final Map<String, String> NEW_NAMES = Map.of(
            "backend.dnsTimeToLive", "backend.dnsRefreshInterval",
            "callers.patience", "callers.slowCallerGrace",
            "callers.maxUnread", "callers.maxPendingWrites");

    private RenamedKeys() {}

    /**
     * Gives the values of old keys to the new ones.
     *
     * @param warnings one line for each old key is added to it
     * @return the file with new keys alone
     * @throws BadConfiguration where a file has both
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
     * Checks that no such key is used.
     *
     * @throws BadConfiguration where a property of the command line has an old key
     */
    public static void check(String path, List<Setting> properties) throws BadConfiguration {
        for (Setting property : properties) {
            String newKey = NEW_NAMES.get(property.key());
            if (newKey != null) {
                throw new BadConfiguration(
                        path, property.key() + " is now called " + newKey + " (set by " + property.source() + ")");
            }
        }
    }
}
