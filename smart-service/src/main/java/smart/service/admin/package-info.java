/** The admin port: access control, the tasks, and the console. Only the application's wiring uses this package. */
@NullMarked
package smart.service.admin;

import org.jspecify.annotations.NullMarked;
