/**
 * The gain and cost of hedging: {@link smart.bench.hedging.HedgingExperiment} measures the service in front of the
 * mock, each in its own process, with each setting under the same load.
 */
@NullMarked
package smart.bench.hedging;

import org.jspecify.annotations.NullMarked;
