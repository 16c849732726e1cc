/**
 * The commands of {@code java -jar smart.jar}: {@code server}, {@code run} and {@code check}; and the one-line message
 * when a start fails. Used only by the main thread, before the service runs.
 */
@NullMarked
package smart.service.command;

import org.jspecify.annotations.NullMarked;
