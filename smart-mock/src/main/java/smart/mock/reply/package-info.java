/**
 * The mock's replies: a reply, its delay, and its fault. All values here are immutable and safe to share between
 * threads.
 */
@NullMarked
package smart.mock.reply;

import org.jspecify.annotations.NullMarked;
