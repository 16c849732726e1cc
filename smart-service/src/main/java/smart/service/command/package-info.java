/**
 * What can be typed behind {@code java -jar smart.jar}: {@code server}, {@code run} and {@code check}, and in one line why a
 * start failed. Used by the main thread alone, before the service runs.
 */
@NullMarked
package smart.service.command;

import org.jspecify.annotations.NullMarked;
