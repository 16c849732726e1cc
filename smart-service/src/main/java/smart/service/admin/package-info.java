/** The admin port: who may use it, the tasks, and the console with what it shows. Only the application knows of it. */
@NullMarked
package smart.service.admin;

import org.jspecify.annotations.NullMarked;
