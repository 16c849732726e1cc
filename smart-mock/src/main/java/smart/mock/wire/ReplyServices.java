package smart.mock.wire;

import java.util.function.LongConsumer;
import smart.mock.wire.send.Pace;
import smart.mock.wire.send.Timer;

/**
 * What all exchanges of one mock share.
 *
 * @param timer runs what is due
 * @param admission how many requests are worked on at a time
 * @param pace the times of the faults that take some
 * @param lateness told by how many nanoseconds a reply left after it was due
 */
record ReplyServices(Timer timer, Admission admission, Pace pace, LongConsumer lateness) {}
