/**
 * What hedging brings and costs: {@link smart.lab.hedging.HedgingExperiment} measures the service in front of the mock,
 * both as processes of their own, with each setting under the same load.
 */
@NullMarked
package smart.lab.hedging;

import org.jspecify.annotations.NullMarked;
