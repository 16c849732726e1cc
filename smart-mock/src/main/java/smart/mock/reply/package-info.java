/**
 * What the mock says: a reply, the delay before it, and the fault that may spoil it. All values here are immutable and
 * safe to share between threads.
 */
@NullMarked
package smart.mock.reply;

import org.jspecify.annotations.NullMarked;
