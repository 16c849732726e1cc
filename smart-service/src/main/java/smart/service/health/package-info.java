/**
 * Which health checks there are, which of them decide that the service is ready, and the log lines when that changes. Checks
 * run on the threads of Dropwizard's health scheduler.
 */
@NullMarked
package smart.service.health;

import org.jspecify.annotations.NullMarked;
