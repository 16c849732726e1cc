/** Sets the scenario of smart-mock before a run. */
@NullMarked
package smart.bench.scenario;

import org.jspecify.annotations.NullMarked;
