package smart.bench.load.measure;

import java.util.Locale;
import java.util.Optional;

/**
 * The state of the generator itself during a level.
 *
 * @param busiestLoop the share of the time that the busiest event loop had a core, from 0 to 1
 * @param meanWaitMs the average wait of a ready task for its event loop, in milliseconds
 * @param machineBusy the share of the machine's cores in use by all processes, from 0 to 1, or NaN if unknown
 * @param generatorShare the share of the machine's cores that the generator's loops used, from 0 to 1
 * @param late the share of the requests that were sent more than 10 ms after they were due although a connection was
 *     free, from 0 to 1; 0 in a closed model
 */
public record GeneratorHealth(
        double busiestLoop, double meanWaitMs, double machineBusy, double generatorShare, double late) {
    private static final double FULL_LOOP = 0.85;
    private static final double FULL_MACHINE = 0.95;
    private static final double LARGE_SHARE = 0.25;
    private static final double WAIT_OF_LATENCY = 0.05;
    /** A shorter wait reflects the measurement itself and other work on the machine. */
    private static final double WAIT_FLOOR_MS = 1;

    private static final double MANY_LATE = 0.01;

    /** Nothing was watched. */
    public static final GeneratorHealth UNKNOWN = new GeneratorHealth(0, 0, Double.NaN, 0, 0);

    /** Combines two parts of a level: the worse value of each figure. */
    static GeneratorHealth worst(GeneratorHealth a, GeneratorHealth b) {
        return new GeneratorHealth(
                Math.max(a.busiestLoop, b.busiestLoop),
                Math.max(a.meanWaitMs, b.meanWaitMs),
                max(a.machineBusy, b.machineBusy),
                Math.max(a.generatorShare, b.generatorShare),
                Math.max(a.late, b.late));
    }

    /** The same with that share of late requests. */
    public GeneratorHealth withLate(double share) {
        return new GeneratorHealth(busiestLoop, meanWaitMs, machineBusy, generatorShare, share);
    }

    /** The larger of the known values. */
    private static double max(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }

    /** Why the level measures the generator rather than the target; empty if it does not. */
    public Optional<String> limit(double meanLatencyMs) {
        if (busiestLoop >= FULL_LOOP) {
            return Optional.of(
                    String.format(Locale.ROOT, "the generator's event loop was %.0f %% busy", busiestLoop * 100));
        }
        if (meanWaitMs > WAIT_FLOOR_MS && meanWaitMs > WAIT_OF_LATENCY * meanLatencyMs) {
            return Optional.of(String.format(Locale.ROOT, "responses waited %.1f ms for the generator", meanWaitMs));
        }
        if (machineBusy >= FULL_MACHINE && generatorShare >= LARGE_SHARE) {
            return Optional.of(String.format(
                    Locale.ROOT, "the generator used %.0f %% of the cores, and none was free", generatorShare * 100));
        }
        if (late >= MANY_LATE) {
            return Optional.of(
                    String.format(Locale.ROOT, "the generator sent %.0f %% of the requests late", late * 100));
        }
        return Optional.empty();
    }
}
