/**
 * Access control of the admin port. Browsers can reach the port, so these checks keep other web pages in an operator's
 * browser, and callers from other machines, from using it.
 */
@NullMarked
package smart.service.admin.guard;

import org.jspecify.annotations.NullMarked;
