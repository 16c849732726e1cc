package smart.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a logger, and those below it, log at INFO and above until this is closed. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    /** Those of a class. */
    public static LogLines of(Class<?> logger) {
        return new LogLines(logger.getName());
    }

    /** Those of a package. */
    public static LogLines of(String logger) {
        return new LogLines(logger);
    }

    /** All. */
    public static LogLines all() {
        return new LogLines(Logger.ROOT_LOGGER_NAME);
    }

    /** The lines so far, with their levels and exceptions. */
    public List<ILoggingEvent> events() {
        synchronized (lines) { // As AppenderBase does it for each event.
            return List.copyOf(lines.list);
        }
    }

    /** Their texts. */
    public List<String> texts() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.detachAppender(lines);
    }
}
