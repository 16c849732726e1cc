package smart.bench.result;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Levels for tests. */
public final class Levels {
    private Levels() {}

    /** A level where all went well. */
    public static LevelResult level(int concurrency, double throughput, double meanMs) {
        return level(concurrency, throughput, meanMs, meanMs / 50);
    }

    /** A level where all went well, with that error of the mean. */
    public static LevelResult level(int concurrency, double throughput, double meanMs, double meanErrorMs) {
        return level(concurrency, null, throughput, meanMs, meanErrorMs);
    }

    /** A run at that rate, where all went well. */
    public static LevelResult atRate(double rate, double meanMs) {
        return level(null, rate, rate, meanMs, meanMs / 50);
    }

    private static LevelResult level(
            @Nullable Integer concurrency,
            @Nullable Double rate,
            double throughput,
            double meanMs,
            double meanErrorMs) {
        return new LevelResult(
                concurrency,
                rate,
                500,
                500,
                0,
                0,
                0,
                new TreeMap<>(Map.of("200", 500L)),
                new TreeMap<>(),
                1000.0,
                throughput,
                meanMs,
                meanErrorMs,
                meanMs / 2,
                meanMs,
                meanMs * 1.2,
                meanMs * 1.5,
                null,
                null,
                meanMs * 2,
                null,
                false,
                concurrency == null ? null : Double.valueOf(concurrency),
                Map.of(),
                null,
                null,
                rate == null ? null : Double.valueOf(1000),
                null,
                null);
    }

    /** A level where some were reset. */
    public static LevelResult withFailures(int concurrency, long succeeded, long failed) {
        return withFailures(concurrency, succeeded, failed, 1000.0);
    }

    /** A level that long where some were reset. */
    public static LevelResult withFailures(int concurrency, long succeeded, long failed, double durationMs) {
        return new LevelResult(
                concurrency,
                null,
                succeeded + failed,
                succeeded,
                failed,
                0,
                0,
                new TreeMap<>(Map.of("200", succeeded)),
                new TreeMap<>(Map.of("reset", failed)),
                durationMs,
                succeeded == 0 ? 0.0 : 100.0,
                succeeded == 0 ? null : 5.0,
                null,
                5.0,
                5.0,
                5.0,
                5.0,
                null,
                null,
                5.0,
                null,
                true,
                4.0,
                Map.of("reset", new LevelResult.Times(failed, 1, 1, 2)),
                null,
                null,
                null,
                "<script>alert(\"{{data}}\")</script>",
                null);
    }
}
