/** Rehearses calls before the service is ready: the first calls of a JVM take fifty times as long as later ones. */
@NullMarked
package smart.service.warmup;

import org.jspecify.annotations.NullMarked;
