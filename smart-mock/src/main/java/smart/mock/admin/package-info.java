/** {@code POST /tasks/...} on the admin port. Used by the admin port's threads. */
@NullMarked
package smart.mock.admin;

import org.jspecify.annotations.NullMarked;
