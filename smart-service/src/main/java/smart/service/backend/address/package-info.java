/**
 * The backend's addresses: all that its name has, which of them an attempt goes to, and which are left out for a while.
 *
 * <p><b>Threads.</b> They are looked up on a thread of their own. They are chosen on the threads of all loops at once: what
 * those write is atomic numbers, and the one lock is taken only where an address is left out, tried again, or comes or goes.
 *
 * <p>This package imports no other package of the service.
 */
@NullMarked
package smart.service.backend.address;

import org.jspecify.annotations.NullMarked;
