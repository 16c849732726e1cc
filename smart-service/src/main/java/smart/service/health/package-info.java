/**
 * The health checks: which exist, which of them decide readiness, and the log lines when one changes. Checks run on the
 * threads of Dropwizard's health scheduler.
 */
@NullMarked
package smart.service.health;

import org.jspecify.annotations.NullMarked;
