package smart.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import smart.bench.load.measure.Measurement;
import smart.bench.load.open.OpenLoad;

/** What the reader should know about a level before trusting its figures. */
final class LevelNote {
    private static final double LITTLE_TOLERANCE = 0.05;

    private LevelNote() {}

    /**
     * The note on a level of a closed model, or null if there is nothing to say.
     *
     * @param measured the measured concurrency, or null if unknown
     * @param limit why the generator was the limit, or null if it was not
     */
    static @Nullable String closed(int concurrency, @Nullable Double measured, @Nullable String limit, Measurement m) {
        List<String> notes = ofBoth(limit, m);
        concurrency(notes, concurrency, m.stopped() == null ? measured : null, m);
        return joined(notes);
    }

    /** The same for the level of an open model. */
    static @Nullable String open(OpenLoad load, @Nullable String limit, Measurement m) {
        List<String> notes = ofBoth(limit, m);
        if (m.stopped() == null) {
            Backlog.words(load, m).ifPresent(notes::add);
        }
        return joined(notes);
    }

    private static List<String> ofBoth(@Nullable String limit, Measurement m) {
        List<String> notes = new ArrayList<>();
        if (m.stopped() != null) {
            notes.add("ended early: " + m.stopped());
        }
        if (m.noConnection() != null) {
            notes.add("no connection: " + m.noConnection());
        }
        if (limit != null) {
            notes.add("limited by the generator: " + limit);
        }
        return notes;
    }

    private static @Nullable String joined(List<String> notes) {
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    /** Who pauses has no request in progress, so Little's law holds for the others. */
    private static void concurrency(List<String> notes, int concurrency, @Nullable Double measured, Measurement m) {
        double inFlight = concurrency - m.meanPausing();
        boolean paused = m.meanPausing() > LITTLE_TOLERANCE * concurrency;
        if (paused) {
            notes.add(String.format(
                    Locale.ROOT,
                    "callers pause after a quick failure: on average %.1f of %d had a request in progress",
                    inFlight,
                    concurrency));
        }
        double off = measured == null ? 0 : (measured - inFlight) / concurrency;
        if (Math.abs(off) > LITTLE_TOLERANCE) {
            notes.add(String.format(
                    Locale.ROOT,
                    "throughput x mean time is %.1f, not %s (%+.0f %%): unsteady, or too few requests",
                    measured,
                    paused ? String.format(Locale.ROOT, "%.1f", inFlight) : String.valueOf(concurrency),
                    off * 100));
        }
    }
}
