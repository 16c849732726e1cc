package smart.service.config.source;

import io.dropwizard.configuration.ConfigurationException;
import java.util.List;

/**
 * An invalid configuration. The message is one line with the file, the key, what is allowed, and the key's source. The
 * file is not named if it is not at fault: a variable or an option is. The bundled file is never named: the user did not
 * write it, and it is never wrong.
 */
public final class BadConfiguration extends ConfigurationException {
    private final String line;

    public BadConfiguration(String path, String problem) {
        super(path, List.of(problem));
        this.line = Bundled.PATH.equals(path) ? problem : path + ": " + problem;
    }

    /** A problem of a variable or an option, whatever the file contains. */
    public BadConfiguration(String problem) {
        this(Bundled.PATH, problem);
    }

    @Override
    public String getMessage() {
        return line;
    }
}
