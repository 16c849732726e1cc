/**
 * Where settings come from: the configuration file, the bundled {@code config.yml}, environment variables and the command
 * line. Each value is kept together with its source, so that a message can name it. Used by the main thread alone.
 */
@NullMarked
package smart.service.config.source;

import org.jspecify.annotations.NullMarked;
