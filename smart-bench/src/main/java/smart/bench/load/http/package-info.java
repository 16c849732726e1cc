/**
 * One HTTP connection of the generator: the bytes of requests, and the parsing and checking of responses. A connection,
 * and everything that belongs to it, is used only by its event loop.
 */
@NullMarked
package smart.bench.load.http;

import org.jspecify.annotations.NullMarked;
