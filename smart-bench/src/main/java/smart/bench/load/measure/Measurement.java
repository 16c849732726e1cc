package smart.bench.load.measure;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one level.
 *
 * @param tally the outcomes of the measured requests
 * @param windowNanos the time from the first measured request until sending stopped
 * @param departures requests that ended in that time, including late ones of the warm-up
 * @param successes the successful ones among them
 * @param pausedNanos the time in it that callers of a closed model paused after failures, all together; 0 in an open one
 * @param health the state of the generator
 * @param unsent requests of an open model that were due but could not be sent within the timeout; 0 in a closed one
 * @param late requests of an open model that were sent more than 10 ms after they were due; 0 in a closed one
 * @param stopped why the level ended early, or null if it ran to its end
 * @param noConnection why a connection could not be opened, in words, or null if all could
 */
public record Measurement(
        Tally tally,
        long windowNanos,
        long departures,
        long successes,
        long pausedNanos,
        GeneratorHealth health,
        long unsent,
        long late,
        @Nullable String stopped,
        @Nullable String noConnection) {

    /** Combines several measurements of the same level, with the worst of the generator's health. */
    public static Measurement sum(List<Measurement> parts) {
        Tally tally = new Tally();
        GeneratorHealth worst = GeneratorHealth.UNKNOWN;
        String stopped = null;
        String noConnection = null;
        for (Measurement part : parts) {
            tally.add(part.tally);
            worst = GeneratorHealth.worst(worst, part.health);
            stopped = part.stopped == null ? stopped : part.stopped;
            noConnection = part.noConnection == null ? noConnection : part.noConnection;
        }
        return new Measurement(
                tally,
                total(parts, Measurement::windowNanos),
                total(parts, Measurement::departures),
                total(parts, Measurement::successes),
                total(parts, Measurement::pausedNanos),
                worst,
                total(parts, Measurement::unsent),
                total(parts, Measurement::late),
                stopped,
                noConnection);
    }

    /** A copy to keep: it has the same figures in a tenth of the memory, but is slower to read. */
    public Measurement packed() {
        return new Measurement(
                tally.packed(),
                windowNanos,
                departures,
                successes,
                pausedNanos,
                health,
                unsent,
                late,
                stopped,
                noConnection);
    }

    private static long total(List<Measurement> parts, ToLongFunction<Measurement> field) {
        return parts.stream().mapToLong(field).sum();
    }

    /** Requests that ended per second, with any outcome; 0 without a window. */
    public double departuresPerSecond() {
        return perSecond(departures);
    }

    /** Requests that succeeded per second; 0 without a window. */
    public double successesPerSecond() {
        return perSecond(successes);
    }

    /** How many callers paused on average; 0 without a window. */
    public double meanPausing() {
        return windowNanos == 0 ? 0 : (double) pausedNanos / windowNanos;
    }

    private double perSecond(long count) {
        return windowNanos == 0 ? 0 : count * 1e9 / windowNanos;
    }
}
