package smart.mock.scenario;

import smart.mock.journal.Delivery;
import smart.mock.journal.Journal;
import smart.mock.journal.Note;
import smart.mock.reply.Delay;
import smart.mock.reply.Reply;

/**
 * A request's reply, and its entry in the journal that was current at its arrival. A later scenario changes neither.
 *
 * @param reply the reply
 * @param drawnNanos the delay drawn for it, without the pauses of the backend
 */
public record DrawnReply(Reply reply, long drawnNanos, Journal journal, Note note) {
    /** Whether the reply has no delay. */
    public boolean isDueAtOnce() {
        return reply.delay().equals(Delay.NONE);
    }

    /**
     * The time from then to the reply, in nanoseconds.
     *
     * @param begin when the work on it begins, on {@link System#nanoTime()}'s clock
     */
    public long delayNanos(long begin) {
        return Delay.from(reply.delay(), journal.sinceStart(begin), drawnNanos);
    }

    /** Decides the outcome. Only the first call counts. */
    public void settle(Delivery outcome) {
        journal.settle(note, outcome);
    }
}
