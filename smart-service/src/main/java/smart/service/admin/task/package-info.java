/** {@code POST /tasks/...}: the changes that need no restart, and how they are run, answered and logged. */
@NullMarked
package smart.service.admin.task;

import org.jspecify.annotations.NullMarked;
