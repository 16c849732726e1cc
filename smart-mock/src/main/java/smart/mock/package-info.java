/**
 * A backend that plays scenarios of replies, delays and faults: as a process ({@link smart.mock.MockApplication}), or
 * inside a test ({@link smart.mock.MockBackend}). Both are the same handlers on Jetty; see the packages' own pages for
 * who runs on which thread.
 */
@NullMarked
package smart.mock;

import org.jspecify.annotations.NullMarked;
