package smart.bench.load.measure;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one level measured.
 *
 * @param tally what became of each measured request
 * @param windowNanos from the first measured request until no more were sent
 * @param departures requests that ended in that time, the warm-up's stragglers too
 * @param successes of those, the ones that succeeded
 * @param health how the generator fared
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
        GeneratorHealth health,
        long unsent,
        long late,
        @Nullable String stopped,
        @Nullable String noConnection) {

    /** Several measurements of the same level as one; of the generator's health, the worst. */
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
                worst,
                total(parts, Measurement::unsent),
                total(parts, Measurement::late),
                stopped,
                noConnection);
    }

    private static long total(List<Measurement> parts, ToLongFunction<Measurement> field) {
        return parts.stream().mapToLong(field).sum();
    }

    /** Requests that ended per second, however they ended; 0 if there was no time to measure in. */
    public double departuresPerSecond() {
        return perSecond(departures);
    }

    /** Requests that succeeded per second; 0 if there was no time to measure in. */
    public double successesPerSecond() {
        return perSecond(successes);
    }

    private double perSecond(long count) {
        return windowNanos == 0 ? 0 : count * 1e9 / windowNanos;
    }
}
