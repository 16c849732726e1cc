package smart.service.config.source;

import io.dropwizard.configuration.ConfigurationException;
import java.util.List;

/** An invalid configuration. The message is one line with the key, what is allowed, and the key's source. */
public final class BadConfiguration extends ConfigurationException {
    private final String line;

    public BadConfiguration(String path, String problem) {
        super(path, List.of(problem));
        this.line = path + ": " + problem;
    }

    @Override
    public String getMessage() {
        return line;
    }
}
