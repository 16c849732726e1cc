package smart.service.config.source;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Opens configuration files, including the {@code config.yml} in the jar. */
public final class Bundled implements ConfigurationSourceProvider {
    /** The path that represents the bundled file. */
    public static final String PATH = "the bundled config.yml";

    public static final String FILE = "config.yml";

    private final ConfigurationSourceProvider files = new FileConfigurationSourceProvider();
    private final ConfigurationSourceProvider resources = new ResourceConfigurationSourceProvider();

    @Override
    public InputStream open(String path) throws IOException {
        // Buffered, since FileInputStream.readAllBytes seeks, which a pipe can't: "server <(...)".
        return PATH.equals(path) ? resources.open(FILE) : new BufferedInputStream(files.open(path));
    }
}
