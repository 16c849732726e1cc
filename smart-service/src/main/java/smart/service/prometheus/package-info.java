/**
 * The service's metrics for Prometheus. Each package records its metrics in Dropwizard's registry. This package only
 * names and exposes them, and works only during a scrape.
 */
@NullMarked
package smart.service.prometheus;

import org.jspecify.annotations.NullMarked;
