/**
 * Programs that measure for the documentation. They are no part of a release: each starts the released jars as processes of
 * their own, and is run by hand, by the main thread of a JVM of its own.
 */
@NullMarked
package smart.lab;

import org.jspecify.annotations.NullMarked;
