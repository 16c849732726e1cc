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
     * The note, or null if there is nothing to say.
     *
     * @param load the load of an open model, or null in a closed one
     * @param measured the measured concurrency, or null if unknown
     * @param limit why the generator was the limit, or null if it was not
     */
    static @Nullable String of(
            @Nullable Integer concurrency,
            @Nullable OpenLoad load,
            @Nullable Double measured,
            @Nullable String limit,
            Measurement m) {
        List<String> notes = new ArrayList<>();
        String stopped = m.stopped();
        if (stopped != null) {
            notes.add("ended early: " + stopped);
        }
        if (m.noConnection() != null) {
            notes.add("no connection: " + m.noConnection());
        }
        if (limit != null) {
            notes.add("limited by the generator: " + limit);
        }
        if (concurrency != null) {
            closed(notes, concurrency, stopped == null ? measured : null, m);
        }
        if (load != null && stopped == null) {
            Backlog.words(load, m).ifPresent(notes::add);
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    /** Who pauses has no request in progress, so Little's law holds for the others. */
    private static void closed(List<String> notes, int concurrency, @Nullable Double measured, Measurement m) {
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
