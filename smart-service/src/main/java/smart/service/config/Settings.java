package smart.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.util.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import smart.service.config.source.Setting;

/**
 * The settings in force, each with its source. The configuration fills it, and tasks report their changes. Safe for use
 * by many threads.
 *
 * <p>It also contains secrets. Code that shows settings must list the keys to show.
 */
public final class Settings {
    private static final Map<TimeUnit, String> UNITS = Map.of(
            TimeUnit.NANOSECONDS, "ns",
            TimeUnit.MICROSECONDS, "us",
            TimeUnit.MILLISECONDS, "ms",
            TimeUnit.SECONDS, "s",
            TimeUnit.MINUTES, "m",
            TimeUnit.HOURS, "h",
            TimeUnit.DAYS, "d");

    private final InstantSource clock;
    // Both guarded by this.
    private final Map<String, InForce> settings = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param clock when a task changed something */
    public Settings(InstantSource clock) {
        this.clock = clock;
    }

    /** The source of a value, from lowest to highest precedence. Users see the label. */
    public enum Source {
        DEFAULT("default"),
        FILE("file"),
        ENVIRONMENT("environment"),
        COMMAND_LINE("command line"),
        TASK("task");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A setting.
     *
     * @param value the value as written in a file; empty for none
     * @param source its source
     * @param by the environment variable or the option that set it, or null
     * @param changedAt when a task changed it, or null
     */
    public record InForce(String value, Source source, @Nullable String by, @Nullable Instant changedAt) {}

    /** The setting with that key, such as {@code limit.maxInFlight}; empty if nothing has set it. */
    public synchronized Optional<InForce> get(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** The warnings about the configuration, one line each: keys with an old name. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    synchronized void warn(List<String> lines) {
        warnings.addAll(lines);
    }

    /** A task has given {@code key} that value. */
    public synchronized void changed(String key, String value) {
        settings.put(key, new InForce(value, Source.TASK, null, clock.instant()));
    }

    /**
     * Records that all keys of {@code layer} come from that source, until a later layer overrides them. It skips keys
     * without a value.
     */
    synchronized void layer(Source source, ObjectNode layer) {
        leaves("", layer).forEach((key, value) -> {
            InForce setting = new InForce(value, source, null, null);
            for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
                settings.remove(key.substring(0, dot)); // It was a value, and is a section now.
            }
            if (value.isEmpty()) {
                settings.putIfAbsent(key, setting);
            } else {
                settings.put(key, setting);
            }
        });
    }

    /** These settings are from that source. */
    synchronized void layer(Source source, List<Setting> layer) {
        layer.forEach(
                setting -> settings.put(setting.key(), new InForce(setting.value(), source, setting.source(), null)));
    }

    /** A duration as written in a file: {@code 300ms}, or whole seconds if possible. */
    public static String text(Duration duration) {
        boolean whole = duration.getUnit() == TimeUnit.MILLISECONDS
                && duration.getQuantity() > 0
                && duration.getQuantity() % 1000 == 0;
        return whole ? duration.getQuantity() / 1000 + "s" : duration.getQuantity() + UNITS.get(duration.getUnit());
    }

    private static Map<String, String> leaves(String prefix, ObjectNode node) {
        Map<String, String> leaves = new HashMap<>();
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode below) {
                leaves.putAll(leaves(prefix + field.getKey() + ".", below));
            } else {
                leaves.put(prefix + field.getKey(), text(field.getValue()));
            }
        });
        return leaves;
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(Settings::text).collect(Collectors.joining(","));
        }
        return value.asText();
    }
}
