/**
 * Which reply a request gets. A {@link smart.mock.scenario.Stage} holds what plays now, a behaviour and its journal; a
 * request takes its reply and its place in the journal in one step, on the thread that reads it.
 */
@NullMarked
package smart.mock.scenario;

import org.jspecify.annotations.NullMarked;
