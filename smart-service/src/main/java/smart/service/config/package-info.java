/**
 * Reads the configuration. Precedence, highest first: command line, environment, file, bundled {@code config.yml}.
 * {@code source} reads each of them; {@code refusal} describes what is wrong with a setting.
 * {@link smart.service.config.Settings} keeps the source of each setting, also while the service runs.
 *
 * <p><b>Threads.</b> The main thread reads the configuration. {@code Settings} is safe for use by many threads.
 */
@NullMarked
package smart.service.config;

import org.jspecify.annotations.NullMarked;
