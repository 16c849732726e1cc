/**
 * What the user is told of a bad setting: the key, its value unless it is a secret, what is allowed, and which source set it.
 * Immutable, or used by the thread that reads the configuration alone.
 */
@NullMarked
package smart.service.config.refusal;

import org.jspecify.annotations.NullMarked;
