/**
 * The console: the page, and the JSON that it polls. Its data comes from {@code history} (the last six hours of the
 * meters), {@code process} (this process and its health checks), {@code state} (the rules that say how the service is)
 * and {@code watch} (applies the rules once a second).
 *
 * <p><b>Threads.</b> The admin port's threads serve requests concurrently, and only read existing data. Nothing here is
 * on the request path.
 */
@NullMarked
package smart.service.admin.console;

import org.jspecify.annotations.NullMarked;
