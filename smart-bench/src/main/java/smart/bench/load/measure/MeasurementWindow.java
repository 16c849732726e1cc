package smart.bench.load.measure;

import smart.bench.load.http.RequestOutcome;

/**
 * The time window of a level's measurement, and the requests that ended in it. It opens with the first measured request
 * and closes when sending stops. In between, the concurrency of a closed model is constant, except for callers that
 * pause after a failure: it sums up their pauses. Thread-safe. Times are those of {@link System#nanoTime}.
 */
public final class MeasurementWindow {

    /** Called once when the window opens and once when it closes. */
    public interface Listener {
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
    private long paused;

    private enum State {
        BEFORE,
        OPEN,
        CLOSED
    }

    public MeasurementWindow(Listener listener) {
        this.listener = listener;
    }

    public synchronized void open(long now) {
        if (state == State.BEFORE) {
            state = State.OPEN;
            begin = now;
            end = now;
            listener.opened();
        }
    }

    public synchronized void close(long now) {
        if (state == State.OPEN) {
            end = Math.max(begin, now);
            listener.closed();
        }
        state = State.CLOSED;
    }

    /** A request has ended, possibly one of the warm-up: in a steady state as many leave as arrive. */
    public synchronized void departed(RequestOutcome outcome) {
        if (state == State.OPEN) {
            departed++;
            if (outcome == RequestOutcome.SUCCEEDED) {
                succeeded++;
            }
        }
    }

    /** A caller of a closed model paused for that time, of which the part in the window counts. */
    public synchronized void paused(long from, long to) {
        if (state != State.BEFORE) {
            paused += Math.max(0, Math.min(to, state == State.CLOSED ? end : to) - Math.max(from, begin));
        }
    }

    public synchronized boolean isClosed() {
        return state == State.CLOSED;
    }

    public synchronized long begin() {
        return begin;
    }

    public synchronized long nanos() {
        return end - begin;
    }

    /** Requests that ended in the window, with any outcome. */
    public synchronized long departures() {
        return departed;
    }

    /** Requests that succeeded in the window. */
    public synchronized long successes() {
        return succeeded;
    }

    /** The time in the window that callers paused, all together. */
    public synchronized long pausedNanos() {
        return paused;
    }
}
