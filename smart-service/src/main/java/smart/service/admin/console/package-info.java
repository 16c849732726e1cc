/**
 * The console: the page, and the JSON that it polls. What it shows comes from {@code history} (the last six hours of the
 * meters), {@code process} (this process and its health checks), {@code state} (the rules that say how the service is) and
 * {@code watch} (applies the rules once a second).
 *
 * <p><b>Threads.</b> Requests are served by the admin port's threads, any number at a time. They look at what is there anyway.
 * Nothing here is on the request path.
 */
@NullMarked
package smart.service.admin.console;

import org.jspecify.annotations.NullMarked;
