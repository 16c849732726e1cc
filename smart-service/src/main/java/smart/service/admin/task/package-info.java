/** {@code POST /tasks/...}: what can be changed without a restart, and how that is run, answered and noted. */
@NullMarked
package smart.service.admin.task;

import org.jspecify.annotations.NullMarked;
