/**
 * The effect of the adaptive limit: {@link smart.lab.limit.LimitExperiment} measures the service in front of the mock,
 * each in its own process, with fixed limits and the adaptive one under the same load.
 */
@NullMarked
package smart.lab.limit;

import org.jspecify.annotations.NullMarked;
