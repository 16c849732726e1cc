/**
 * The messages about invalid settings: the key, its value unless it is a secret, what is allowed, and its source.
 * Immutable, or used only by the thread that reads the configuration.
 */
@NullMarked
package smart.service.config.refusal;

import org.jspecify.annotations.NullMarked;
