/**
 * Who may do what on the admin port. It is an operator's tool that browsers can reach: what is checked here is what keeps a
 * web page that the operator has open elsewhere, and callers from other machines, from using it.
 */
@NullMarked
package smart.service.admin.guard;

import org.jspecify.annotations.NullMarked;
