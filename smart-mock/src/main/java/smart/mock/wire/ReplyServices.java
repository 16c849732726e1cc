package smart.mock.wire;

import java.util.function.LongConsumer;
import smart.mock.wire.send.Pace;
import smart.mock.wire.send.Timer;

/**
 * The shared parts of all exchanges of one mock.
 *
 * @param timer runs due tasks
 * @param admission limits the requests that are served at a time
 * @param pace the times of the slow faults
 * @param lateness receives how many nanoseconds late a reply left
 */
record ReplyServices(Timer timer, Admission admission, Pace pace, LongConsumer lateness) {
    ReplyServices with(Admission other) {
        return new ReplyServices(timer, other, pace, lateness);
    }
}
