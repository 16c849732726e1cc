/**
 * The service's metrics as Prometheus reads them. Each is measured once, by the package that it belongs to, into Dropwizard's
 * registry; here is only what it is called and how it is shown, and nothing is done but when Prometheus asks.
 */
@NullMarked
package smart.service.prometheus;

import org.jspecify.annotations.NullMarked;
