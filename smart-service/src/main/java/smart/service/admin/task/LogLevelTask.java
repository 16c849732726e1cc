package smart.service.admin.task;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.dropwizard.servlets.tasks.LogConfigurationTask;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import smart.service.config.BadParameter;

/**
 * {@code POST /tasks/log-level?logger=smart.service&level=DEBUG&duration=PT10M}: Dropwizard's task with validation.
 * Dropwizard's own takes an unknown level for DEBUG and ignores a missing logger. Without a level, the logger inherits
 * its parent's again.
 */
public final class LogLevelTask extends LogConfigurationTask {
    private static final Set<String> KNOWN = Set.of("logger", "level", "duration");

    private final LoggerContext loggers;

    /** @param loggers of this process */
    public LogLevelTask(LoggerContext loggers) {
        super(loggers);
        this.loggers = loggers;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) throws Exception {
        Parameters.refuseOthers(parameters, KNOWN);
        check(parameters);
        Map<String, Level> before = new LinkedHashMap<>();
        for (String name : parameters.getOrDefault("logger", List.of())) {
            before.put(name, loggers.getLogger(name).getEffectiveLevel());
        }
        super.execute(parameters, new PrintWriter(PrintWriter.nullWriter()));
        String until = parameters.containsKey("duration") ? " for " + first(parameters, "duration", "") : "";
        before.forEach((name, level) -> {
            Logger logger = loggers.getLogger(name);
            output.println(name + ": " + level + " -> " + logger.getEffectiveLevel() + until);
        });
    }

    private static void check(Map<String, List<String>> parameters) throws BadParameter {
        if (parameters.getOrDefault("logger", List.of()).stream().allMatch(String::isBlank)) {
            throw new BadParameter("logger is missing, such as logger=smart.service, or logger=ROOT for all");
        }
        String level = first(parameters, "level", "OFF").toUpperCase(Locale.ROOT);
        if (!Level.toLevel(level, Level.OFF).toString().equals(level)) {
            throw new BadParameter("level must be one of OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL");
        }
        String duration = first(parameters, "duration", "PT0S");
        try {
            if (Duration.parse(duration).isNegative()) {
                throw new BadParameter("duration must not be negative");
            }
        } catch (DateTimeParseException e) {
            throw new BadParameter("duration is '" + duration + "', must be an ISO 8601 one, such as PT10M");
        }
    }

    private static String first(Map<String, List<String>> parameters, String name, String otherwise) {
        return parameters.getOrDefault(name, List.of(otherwise)).get(0);
    }
}
