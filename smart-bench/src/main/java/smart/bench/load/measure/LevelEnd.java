package smart.bench.load.measure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * How a level ends: with its measurement, or with what broke it. An exception on an event loop would otherwise be lost,
 * and the level would never end. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The last stage itself reports every failure
public final class LevelEnd {
    private final CompletableFuture<Measurement> done = new CompletableFuture<>();

    /** Completed when the level is over. */
    public CompletableFuture<Measurement> done() {
        return done;
    }

    /** Runs a step of the level. What it throws ends the level. */
    public void guard(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // an OutOfMemoryError, too
            done.completeExceptionally(e);
        }
    }

    /** The last request is over: completes with the measurement as soon as the generator's health is known. */
    public void measured(Watch watch, Function<GeneratorHealth, Measurement> measurement) {
        watch.health().thenApply(measurement).whenComplete((measured, failure) -> {
            if (failure == null) {
                done.complete(measured);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }
}
