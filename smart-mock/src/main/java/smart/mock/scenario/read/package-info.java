/**
 * Reads a scenario from JSON. An error is a {@link smart.mock.scenario.read.ScenarioException} with its place. Holds no
 * state between two scenarios.
 */
@NullMarked
package smart.mock.scenario.read;

import org.jspecify.annotations.NullMarked;
