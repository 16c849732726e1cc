/**
 * Where settings come from: the command line, then the environment, then the file, then the bundled {@code config.yml};
 * and what the user is told of a bad one.
 */
@NullMarked
package smart.service.config;

import org.jspecify.annotations.NullMarked;
