/**
 * Chooses the reply of a request. A {@link smart.mock.scenario.Stage} holds the current behaviour and its journal. A
 * request takes its reply and its place in the journal in one step, on the thread that reads it.
 */
@NullMarked
package smart.mock.scenario;

import org.jspecify.annotations.NullMarked;
