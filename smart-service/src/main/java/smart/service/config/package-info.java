/**
 * Reads the configuration: the command line counts more than the environment, that more than the file, and that more than
 * the bundled {@code config.yml}. {@code source} reads each of them; {@code refusal} says what is wrong with a setting.
 * {@link smart.service.config.Settings} keeps what set each setting, also while the service runs.
 *
 * <p><b>Threads.</b> The main thread reads the configuration. {@code Settings} is safe for use by many threads.
 */
@NullMarked
package smart.service.config;

import org.jspecify.annotations.NullMarked;
