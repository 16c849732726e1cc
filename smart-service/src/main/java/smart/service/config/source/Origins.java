package smart.service.config.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What set each key, as its user knows it: a line of the file, a variable, an option. */
public final class Origins {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][\\w.-]*(\\[\\d+])?");

    /** What Kubernetes sets as {@code NAME_PORT} for each Service. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp)://.*");

    private static final String BY_KUBERNETES = ", by Kubernetes for a Service of that name: "
            + "enableServiceLinks: false in the pod's spec turns that off";

    private final Map<String, String> origins = new HashMap<>();

    /** The keys of a file. */
    public void file(Map<String, Integer> lines) {
        lines.forEach((key, line) -> origins.put(key, "line " + line));
    }

    /** Keys from elsewhere; they count more than those so far. */
    public void settings(List<Setting> settings) {
        settings.forEach(setting -> origins.put(
                setting.key(),
                "set by " + setting.source() + (LINK.matcher(setting.value()).matches() ? BY_KUBERNETES : "")));
    }

    /** What set that key, in parentheses behind a space; empty where it has its default. */
    public String of(String key) {
        String origin = origin(key);
        return origin.isEmpty() ? "" : " (" + origin + ")";
    }

    /** What set the keys that a message names, in parentheses behind a space; empty where all have their defaults. */
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

    /** Of the key itself, or of the list that it stands in. */
    private String origin(String key) {
        return origins.getOrDefault(key, origins.getOrDefault(key.replaceFirst("\\[\\d+].*$", ""), ""));
    }
}
