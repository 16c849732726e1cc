package smart.service.config;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.logging.common.LoggerConfiguration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.service.config.refusal.Refusal;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;

/**
 * The loggers of {@code logging.loggers}. A logger is a level, or a section with a {@code level}. Dropwizard takes an
 * unknown level, and a section without one, for INFO, and ignores other keys of a section.
 */
final class LoggerLevels {
    private static final String LEVEL = "level";
    private static final String LOGGERS = "loggers";

    private LoggerLevels() {}

    /** The level of {@code logging} applies to all loggers: none logs more. {@link #check} reports an invalid one. */
    static void quieten(JsonNode logging) {
        Level most = Level.toLevel(logging.path(LEVEL).asText(), Level.TRACE);
        if (logging.get(LOGGERS) instanceof ObjectNode loggers) {
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
     * Leaves out loggers without a value, and checks the others, of which Dropwizard would not name the wrong part.
     *
     * @param mapper the one for the other settings
     * @throws BadConfiguration if a level is not known, or a section is wrong; it names the key
     */
    static void check(String path, ObjectMapper mapper, JsonNode logging, Origins origins) throws BadConfiguration {
        if (logging.get(LOGGERS) instanceof ObjectNode loggers) {
            loggers.removeIf(JsonNode::isNull);
            for (Map.Entry<String, JsonNode> logger : loggers.properties()) {
                String key = "logging." + LOGGERS + "." + logger.getKey();
                if (logger.getValue() instanceof ObjectNode section) {
                    checkLevel(path, key + "." + LEVEL, section.path(LEVEL), origins);
                    checkSection(path, mapper, key + ".", section, origins);
                } else if (logger.getValue().isTextual()) {
                    checkLevel(path, key, logger.getValue(), origins);
                } else {
                    throw origins.refused(path, key, key + " is a list, must be a level or a section with a level");
                }
            }
        }
    }

    private static void checkLevel(String path, String key, JsonNode level, Origins origins) throws BadConfiguration {
        if (level.isTextual() && find(level.asText()) == null) {
            throw origins.refused(path, key, Refusal.noneOf(key, level, LogLevels.NAMES));
        }
    }

    private static void checkSection(
            String path, ObjectMapper mapper, String prefix, ObjectNode section, Origins origins)
            throws BadConfiguration {
        try {
            mapper.treeToValue(section, LoggerConfiguration.class);
        } catch (JsonMappingException e) {
            throw origins.refused(path, prefix + Refusal.key(e), prefix + new Refusal(mapper, section).describe(e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // It is text that was parsed.
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
