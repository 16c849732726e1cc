/**
 * A simulated backend with scenarios of replies, delays and faults: as a process ({@link smart.mock.MockApplication}),
 * or inside a test ({@link smart.mock.MockBackend}). Both use the same Jetty handlers. Each package describes its
 * threads.
 */
@NullMarked
package smart.mock;

import org.jspecify.annotations.NullMarked;
