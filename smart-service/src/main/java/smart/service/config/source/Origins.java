package smart.service.config.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source of each key in the user's terms: a line of the file, a variable, an option. */
public final class Origins {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][\\w.-]*(\\[\\d+])?");

    /** The form of {@code NAME_PORT} that Kubernetes sets for each Service. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp)://.*");

    private static final String BY_KUBERNETES = ", by Kubernetes for a Service of that name: "
            + "enableServiceLinks: false in the pod's spec turns that off";

    private final Map<String, String> origins = new HashMap<>();
    /** The keys that a variable or an option sets, whatever a file says. */
    private final Set<String> outside = new HashSet<>();

    /** The keys of a file. */
    public void file(Map<String, Integer> lines) {
        lines.forEach((key, line) -> origins.put(key, "line " + line));
    }

    /** Adds settings from other sources; they override the earlier ones. */
    public void settings(List<Setting> settings) {
        settings.forEach(setting -> {
            outside.add(setting.key());
            origins.put(
                    setting.key(),
                    "set by " + setting.source()
                            + (LINK.matcher(setting.value()).matches() ? BY_KUBERNETES : ""));
        });
    }

    /** The refusal of the value of that key: the problem, and the key's source. */
    public BadConfiguration refused(String path, String key, String problem) {
        String line = problem + of(key);
        return outside.contains(key) ? new BadConfiguration(line) : new BadConfiguration(path, line);
    }

    /** The refusal of values: the problems, each with the sources of the keys that it names. */
    public BadConfiguration refused(String path, List<String> problems) {
        String lines =
                problems.stream().map(problem -> problem + ofKeysIn(problem)).collect(Collectors.joining("; "));
        boolean elsewhere = problems.stream().allMatch(this::isOutside);
        return elsewhere ? new BadConfiguration(lines) : new BadConfiguration(path, lines);
    }

    /** Whether a message names only keys that were set outside a file, besides those with their defaults. */
    private boolean isOutside(String message) {
        List<String> set = keysIn(message).toList();
        return !set.isEmpty() && outside.containsAll(set);
    }

    /** The source of that key, in parentheses after a space; empty for a default. */
    private String of(String key) {
        String origin = origin(key);
        return origin.isEmpty() ? "" : " (" + origin + ")";
    }

    /** The sources of the keys that a message names, in parentheses after a space; empty if all are defaults. */
    private String ofKeysIn(String message) {
        Map<String, String> found = new java.util.LinkedHashMap<>();
        keysIn(message).forEach(key -> found.put(key, origin(key)));
        if (found.size() <= 1) {
            return found.values().stream().map(origin -> " (" + origin + ")").collect(Collectors.joining());
        }
        return found.entrySet().stream()
                .map(key -> key.getKey() + " " + key.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The keys that a message names, less those with their defaults. */
    private Stream<String> keysIn(String message) {
        Stream<String> words = KEY.matcher(message).results().map(MatchResult::group);
        return words.filter(word -> !origin(word).isEmpty());
    }

    /** The source of the key itself, or of the list that contains it. */
    private String origin(String key) {
        return origins.getOrDefault(key, origins.getOrDefault(key.replaceFirst("\\[\\d+].*$", ""), ""));
    }
}
