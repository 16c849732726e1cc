package smart.service.admin.task;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smart.service.config.BadParameter;
import smart.service.config.LogLevels;

/**
 * {@code POST /tasks/log-level?logger=smart.service&level=DEBUG&duration=PT10M}: in place of Dropwizard's task, which
 * takes an unknown level for DEBUG and ignores a missing logger. Without a level, the logger inherits its parent's
 * again. After the duration the logger has the level that it had before; a later run of the task counts instead.
 */
public final class LogLevelTask extends Task {
    private static final Set<String> KNOWN = Set.of("logger", "level", "duration");
    private static final Duration LONGEST = Duration.ofDays(7);

    private final LoggerContext loggers;
    private final ScheduledExecutorService timer;
    /** The loggers that have a level for a while. Guarded by this. */
    private final Map<String, Temporary> temporary = new HashMap<>();

    private long runs; // Guarded by this.

    /**
     * @param run the number of the run that it belongs to
     * @param original the logger's own level before, or null if it inherited
     */
    private record Temporary(long run, Future<?> end, @Nullable Level original) {}

    /**
     * @param loggers of this process
     * @param timer ends what has a duration
     */
    public LogLevelTask(LoggerContext loggers, ScheduledExecutorService timer) {
        super("log-level");
        this.loggers = loggers;
        this.timer = timer;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        BadParameter.refuseOthers(parameters.keySet(), KNOWN);
        List<String> names = parameters.getOrDefault("logger", List.of());
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new BadParameter("logger is missing, such as logger=smart.service, or logger=ROOT for all");
        }
        Level level = level(Parameters.optional(parameters, "level"));
        if (level == null && names.stream().anyMatch(Logger.ROOT_LOGGER_NAME::equalsIgnoreCase)) {
            throw new BadParameter("level is missing: ROOT has no parent from which it could inherit one");
        }
        String text = Parameters.optional(parameters, "duration");
        Duration duration = duration(text);
        for (String name : names) {
            Logger logger = loggers.getLogger(name);
            Level before = logger.getEffectiveLevel();
            change(logger, level, duration);
            output.println(name + ": " + before + " -> " + logger.getEffectiveLevel()
                    + (duration.isZero() ? "" : " for " + text));
        }
    }

    private synchronized void change(Logger logger, @Nullable Level level, Duration duration) {
        Temporary running = temporary.remove(logger.getName());
        if (running != null) {
            running.end().cancel(false);
        }
        Level original = running == null ? logger.getLevel() : running.original();
        logger.setLevel(level);
        if (!duration.isZero()) {
            long run = ++runs;
            Future<?> end = timer.schedule(() -> restore(logger, run), duration.toMillis(), TimeUnit.MILLISECONDS);
            temporary.put(logger.getName(), new Temporary(run, end, original));
        }
    }

    /** A cancelled end may already wait for the lock; then a later run counts. */
    private synchronized void restore(Logger logger, long run) {
        Temporary ended = temporary.get(logger.getName());
        if (ended != null && ended.run() == run) {
            temporary.remove(logger.getName());
            logger.setLevel(ended.original());
        }
    }

    private static @Nullable Level level(@Nullable String name) throws BadParameter {
        Level level = name == null ? null : LogLevels.find(name);
        if (name != null && level == null) {
            throw new BadParameter("level must be one of " + LogLevels.NAMES);
        }
        return level;
    }

    private static Duration duration(@Nullable String text) throws BadParameter {
        try {
            Duration duration = text == null ? Duration.ZERO : Duration.parse(text);
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new BadParameter("duration is '" + text + "', must be from PT0S to P7D");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new BadParameter("duration is '" + text + "', must be an ISO 8601 one, such as PT10M");
        }
    }
}
