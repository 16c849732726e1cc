/**
 * What reached the mock, and what became of it. A request is noted on the thread that reads it, its outcome on the
 * thread that decides it; a journal's one lock orders both, and is never held while anything else is called.
 */
@NullMarked
package smart.mock.journal;

import org.jspecify.annotations.NullMarked;
