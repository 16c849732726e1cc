package smart.service.config.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The source of each key in the user's terms: a line of the file, a variable, an option. */
public final class Origins {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][\\w.-]*(\\[\\d+])?");

    /** The form of {@code NAME_PORT} that Kubernetes sets for each Service. */
    private static final Pattern LINK = Pattern.compile("(tcp|udp)://.*");

    private static final String BY_KUBERNETES = ", by Kubernetes for a Service of that name: "
            + "enableServiceLinks: false in the pod's spec turns that off";

    private final Map<String, Origin> origins = new HashMap<>();

    /** @param file whether it is a line of the file */
    private record Origin(String text, boolean file) {}

    /** The keys of a file. */
    public void file(Map<String, Integer> lines) {
        lines.forEach((key, line) -> origins.put(key, new Origin("line " + line, true)));
    }

    /** Adds settings from other sources; they override the earlier ones. */
    public void settings(List<Setting> settings) {
        settings.forEach(setting -> origins.put(
                setting.key(),
                new Origin(
                        "set by " + setting.source()
                                + (LINK.matcher(setting.value()).matches() ? BY_KUBERNETES : ""),
                        false)));
    }

    /** The refusal of the value of that key: the problem, and the key's source. */
    public BadConfiguration refused(String path, String key, String problem) {
        Origin origin = origin(key);
        String line = origin == null ? problem : problem + " (" + origin.text() + ")";
        return origin == null || origin.file() ? new BadConfiguration(path, line) : new BadConfiguration(line);
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
        Collection<Origin> named = originsIn(message).values();
        return !named.isEmpty() && named.stream().noneMatch(Origin::file);
    }

    /** The sources of the keys that a message names, in parentheses after a space; empty if all are defaults. */
    private String ofKeysIn(String message) {
        Map<String, Origin> found = originsIn(message);
        if (found.size() <= 1) {
            return found.values().stream()
                    .map(origin -> " (" + origin.text() + ")")
                    .collect(Collectors.joining());
        }
        return found.entrySet().stream()
                .map(key -> key.getKey() + " " + key.getValue().text())
                .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The keys that a message names, in its order, less those with their defaults. */
    private Map<String, Origin> originsIn(String message) {
        Map<String, Origin> found = new LinkedHashMap<>();
        KEY.matcher(message).results().map(MatchResult::group).forEach(word -> {
            Origin origin = origin(word);
            if (origin != null) {
                found.put(word, origin);
            }
        });
        return found;
    }

    /** The source of the key itself, or of the list that contains it; null for a default. */
    private @Nullable Origin origin(String key) {
        Origin own = origins.get(key);
        return own != null ? own : origins.get(key.replaceFirst("\\[\\d+].*$", ""));
    }
}
