package smart.service.config;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.service.config.refusal.Refusal;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;

/**
 * The levels of {@code logging.loggers}. A logger is a level, or a section with a {@code level}. Dropwizard takes an
 * unknown level, and a section without one, for INFO.
 */
final class LoggerLevels {
    private static final String LEVEL = "level";

    private LoggerLevels() {}

    /** The level of {@code logging} applies to all loggers: none logs more. {@link #check} reports an invalid one. */
    static void quieten(JsonNode logging) {
        Level most = Level.toLevel(logging.path(LEVEL).asText(), Level.TRACE);
        if (logging.get("loggers") instanceof ObjectNode loggers) {
            for (Map.Entry<String, JsonNode> logger : loggers.properties()) {
                if (logger.getValue() instanceof ObjectNode section) {
                    quieten(section, LEVEL, section.path(LEVEL).asText(Level.INFO.levelStr), most);
                } else if (logger.getValue().isTextual()) {
                    quieten(loggers, logger.getKey(), logger.getValue().asText(), most);
                }
            }
        }
    }

    private static void quieten(ObjectNode in, String key, String text, Level most) {
        Level level = find(text);
        if (level != null && most.isGreaterOrEqual(level)) {
            in.put(key, most.levelStr);
        }
    }

    /**
     * Checks that each level is known.
     *
     * @throws BadConfiguration if one is not; it names the logger
     */
    static void check(String path, JsonNode logging, Origins origins) throws BadConfiguration {
        for (Map.Entry<String, JsonNode> logger : logging.path("loggers").properties()) {
            boolean section = logger.getValue().isObject();
            JsonNode level = section ? logger.getValue().path(LEVEL) : logger.getValue();
            if (level.isTextual() && find(level.asText()) == null) {
                String key = "logging.loggers." + logger.getKey() + (section ? "." + LEVEL : "");
                throw origins.refused(path, key, Refusal.noneOf(key, level, LogLevels.NAMES));
            }
        }
    }

    /** Dropwizard also knows true, which means ALL, and false, which means OFF: YAML 1.1 reads {@code off} as false. */
    private static @Nullable Level find(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> LogLevels.find("ALL");
            case "false" -> Level.OFF;
            default -> LogLevels.find(text);
        };
    }
}
