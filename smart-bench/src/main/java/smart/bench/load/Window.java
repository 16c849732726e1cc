package smart.bench.load;

/**
 * The time in which a level is measured, and what left the target in it. It opens with the first measured request and
 * closes when no more are sent; between, the level's concurrency is kept. Thread-safe. Times are those of
 * {@link System#nanoTime}.
 */
final class Window {

    /** Told once when the window opens and once when it closes. */
    interface Listener {
        void opened();

        void closed();
    }

    private final Listener listener;

    // Guarded by this.
    private State state = State.BEFORE;
    private long begin;
    private long end;
    private long departed;
    private long succeeded;

    private enum State {
        BEFORE,
        OPEN,
        CLOSED
    }

    Window(Listener listener) {
        this.listener = listener;
    }

    synchronized void open(long now) {
        if (state == State.BEFORE) {
            state = State.OPEN;
            begin = now;
            end = now;
            listener.opened();
        }
    }

    synchronized void close(long now) {
        if (state == State.OPEN) {
            end = Math.max(begin, now);
            listener.closed();
        }
        state = State.CLOSED;
    }

    /** A request is over, also one of the warm-up: in a steady state as many leave as arrive. */
    synchronized void departed(Outcome outcome) {
        if (state == State.OPEN) {
            departed++;
            if (outcome == Outcome.SUCCEEDED) {
                succeeded++;
            }
        }
    }

    synchronized boolean isClosed() {
        return state == State.CLOSED;
    }

    synchronized long begin() {
        return begin;
    }

    synchronized long nanos() {
        return end - begin;
    }

    /** Requests that ended in the window, however they ended. */
    synchronized long departures() {
        return departed;
    }

    /** Requests that succeeded in the window. */
    synchronized long successes() {
        return succeeded;
    }
}
