package smart.service.config;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of log levels. */
public final class LogLevels {
    /** All of them, for messages. */
    public static final String NAMES = "OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL";

    private LogLevels() {}

    /** The level with that name, in any case; null if there is none. Logback itself takes an unknown name for DEBUG. */
    public static @Nullable Level find(String name) {
        Level level = Level.toLevel(name, Level.OFF);
        return level.toString().equals(name.toUpperCase(Locale.ROOT)) ? level : null;
    }
}
