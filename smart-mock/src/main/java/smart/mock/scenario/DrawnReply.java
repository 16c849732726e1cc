package smart.mock.scenario;

import smart.mock.journal.Delivery;
import smart.mock.journal.Journal;
import smart.mock.journal.Note;
import smart.mock.reply.Delay;
import smart.mock.reply.Reply;

/**
 * A request's part: its reply, and its place in the journal that was current when it arrived. A later scenario changes
 * neither.
 *
 * @param reply the reply
 * @param drawnNanos the delay drawn for it, without the pauses of the backend
 */
public record DrawnReply(Reply reply, long drawnNanos, Journal journal, Note note) {
    /** Whether the reply is due as soon as the work on it begins. */
    public boolean isDueAtOnce() {
        return reply.delay().equals(Delay.NONE);
    }

    /**
     * The time from then to the reply, in nanoseconds.
     *
     * @param begin when the work on it begins, on {@link System#nanoTime()}'s clock
     */
    public long delayNanos(long begin) {
        return Delay.from(reply.delay(), begin, drawnNanos);
    }

    /** Decides the outcome. Only the first call counts. */
    public void settle(Delivery outcome) {
        journal.settle(note, outcome);
    }
}
