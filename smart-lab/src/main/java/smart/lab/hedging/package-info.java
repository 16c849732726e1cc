/**
 * The gain and cost of hedging: {@link smart.lab.hedging.HedgingExperiment} measures the service in front of the mock,
 * each in its own process, with each setting under the same load.
 */
@NullMarked
package smart.lab.hedging;

import org.jspecify.annotations.NullMarked;
