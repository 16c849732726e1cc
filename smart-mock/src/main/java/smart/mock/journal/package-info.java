/**
 * The requests that reached the mock, and their outcomes. The thread that reads a request records it; the thread that
 * decides its outcome records that. The journal's one lock orders both, and is never held during a call to other code.
 */
@NullMarked
package smart.mock.journal;

import org.jspecify.annotations.NullMarked;
