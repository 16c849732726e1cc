/**
 * The closed model: a fixed number of callers, each of which sends its next request when it has the response to the
 * last one. A caller is used by the event loop of its connection; the objects that callers share are safe for use by
 * many threads.
 */
@NullMarked
package smart.bench.load.closed;

import org.jspecify.annotations.NullMarked;
