/**
 * One HTTP connection of the generator: the bytes of requests, and how responses are read and judged. A connection, and all
 * that belongs to it, is used by its event loop alone.
 */
@NullMarked
package smart.bench.load.http;

import org.jspecify.annotations.NullMarked;
