package smart.service.config.source;

import io.dropwizard.configuration.ConfigurationException;
import java.util.List;

/** A configuration that can't be used; the message is one line that names the key, what is allowed and what set it. */
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
