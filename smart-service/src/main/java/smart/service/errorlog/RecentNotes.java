package smart.service.errorlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest lines of a log that can't be read back. Safe for use by many threads. */
final class RecentNotes {
    private static final int MOST = 1000;

    // Guarded by this.
    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** The newest first. */
    synchronized List<String> newestFirst() {
        List<String> newest = new ArrayList<>(lines.size());
        lines.descendingIterator().forEachRemaining(newest::add);
        return newest;
    }
}
