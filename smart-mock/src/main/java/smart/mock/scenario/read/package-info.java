/**
 * Reads a scenario from JSON. What is wrong with it is a
 * {@link smart.mock.scenario.read.ScenarioException} that says where. Holds no state between two scenarios.
 */
@NullMarked
package smart.mock.scenario.read;

import org.jspecify.annotations.NullMarked;
