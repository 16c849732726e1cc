/**
 * What the limit that finds itself brings: {@link smart.lab.limit.LimitExperiment} measures the service in front of the mock,
 * both as processes of their own, with fixed limits and the adaptive one under the same load.
 */
@NullMarked
package smart.lab.limit;

import org.jspecify.annotations.NullMarked;
