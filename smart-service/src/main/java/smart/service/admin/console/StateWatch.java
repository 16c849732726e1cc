package smart.service.admin.console;

import org.jspecify.annotations.Nullable;
import smart.service.admin.console.State.Level;

/**
 * Since when the service has been as it is. A state that is no longer the case stays for a little, so that one that comes
 * and goes is one state; a worse one, or a better rule's, shows at once. Not thread-safe.
 */
final class StateWatch {
    private static final long HOLD_MILLIS = 5000;

    private @Nullable State state;
    private long since;
    private long lastSeen;

    /** The rules say {@code judged} at that time, in milliseconds since the epoch. Returns the state to show. */
    State see(State judged, long now) {
        State shown = state;
        if (shown == null || judged.rule() == shown.rule() || replaces(judged, shown, now)) {
            if (shown == null || judged.rule() != shown.rule()) {
                since = now;
            }
            state = judged;
            lastSeen = now;
            return judged;
        }
        return shown;
    }

    /** When the state that is shown began, in milliseconds since the epoch. */
    long since() {
        return since;
    }

    private boolean replaces(State judged, State shown, long now) {
        return shown.level() == Level.OK || judged.rule().compareTo(shown.rule()) < 0 || now - lastSeen >= HOLD_MILLIS;
    }
}
