package smart.mock.scenario;

import smart.mock.journal.Journal;
import smart.mock.journal.Note;
import smart.mock.journal.Outcome;
import smart.mock.reply.Reply;

/**
 * A request's part: its reply, and its place in the journal that was current when it arrived. A later scenario changes
 * neither.
 *
 * @param reply the reply
 * @param delayNanos the delay drawn for it
 */
public record Call(Reply reply, long delayNanos, Journal journal, Note note) {
    /** Decides the outcome. Only the first call counts. */
    public void settle(Outcome outcome) {
        journal.settle(note, outcome);
    }
}
