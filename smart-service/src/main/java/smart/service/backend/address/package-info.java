/**
 * The backend's addresses: all addresses of its name, the choice for each attempt, and the ejection of failing ones.
 *
 * <p><b>Threads.</b> A separate thread resolves the name. The threads of all loops choose addresses concurrently, with
 * atomic counters. The one lock is taken only when an address is ejected, on trial, added or removed.
 *
 * <p>This package imports no other package of the service.
 */
@NullMarked
package smart.service.backend.address;

import org.jspecify.annotations.NullMarked;
