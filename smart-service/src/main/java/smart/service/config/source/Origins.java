package smart.service.config.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The source of each key in the user's terms: a line of the file, a variable, an option. */
public final class Origins {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][\\w.-]*(\\[\\d+])?");

    /** The form of {@code NAME_PORT} that Kubernetes sets for each Service. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp)://.*");

    private static final String BY_KUBERNETES = ", by Kubernetes for a Service of that name: "
            + "enableServiceLinks: false in the pod's spec turns that off";

    private final Map<String, String> origins = new HashMap<>();

    /** The keys of a file. */
    public void file(Map<String, Integer> lines) {
        lines.forEach((key, line) -> origins.put(key, "line " + line));
    }

    /** Adds settings from other sources; they override the earlier ones. */
    public void settings(List<Setting> settings) {
        settings.forEach(setting -> origins.put(
                setting.key(),
                "set by " + setting.source() + (LINK.matcher(setting.value()).matches() ? BY_KUBERNETES : "")));
    }

    /** The source of that key, in parentheses after a space; empty for a default. */
    public String of(String key) {
        String origin = origin(key);
        return origin.isEmpty() ? "" : " (" + origin + ")";
    }

    /** The sources of the keys that a message names, in parentheses after a space; empty if all are defaults. */
    public String ofKeysIn(String message) {
        Map<String, String> found = new java.util.LinkedHashMap<>();
        KEY.matcher(message)
                .results()
                .map(MatchResult::group)
                .filter(key -> !origin(key).isEmpty())
                .forEach(key -> found.put(key, origin(key)));
        if (found.size() <= 1) {
            return found.values().stream().map(origin -> " (" + origin + ")").collect(Collectors.joining());
        }
        return found.entrySet().stream()
                .map(key -> key.getKey() + " " + key.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The source of the key itself, or of the list that contains it. */
    private String origin(String key) {
        return origins.getOrDefault(key, origins.getOrDefault(key.replaceFirst("\\[\\d+].*$", ""), ""));
    }
}
