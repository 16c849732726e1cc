/**
 * Programs that measure for the documentation. They are not part of a release. Each is run by hand in its own JVM, and
 * starts the released jars as separate processes.
 */
@NullMarked
package smart.lab;

import org.jspecify.annotations.NullMarked;
