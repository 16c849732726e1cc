/**
 * The sources of settings: the configuration file, the bundled {@code config.yml}, environment variables and the
 * command line. Each value keeps its source, so that a message can name it. Used only by the main thread.
 */
@NullMarked
package smart.service.config.source;

import org.jspecify.annotations.NullMarked;
