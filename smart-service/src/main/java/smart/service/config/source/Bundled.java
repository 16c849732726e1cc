package smart.service.config.source;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import java.io.IOException;
import java.io.InputStream;

/** Opens configuration files, among them the {@code config.yml} that the jar brings along. */
public final class Bundled implements ConfigurationSourceProvider {
    /** What stands for the bundled file where a path is asked for. */
    public static final String PATH = "the bundled config.yml";

    public static final String FILE = "config.yml";

    private final ConfigurationSourceProvider files = new FileConfigurationSourceProvider();
    private final ConfigurationSourceProvider resources = new ResourceConfigurationSourceProvider();

    @Override
    public InputStream open(String path) throws IOException {
        return PATH.equals(path) ? resources.open(FILE) : files.open(path);
    }
}
