package smart.bench.load.measure;

import java.util.concurrent.CompletableFuture;

/**
 * Watches the generator while a window is open. Its own work runs on other threads than the event loops. Thread-safe.
 */
public interface Watch extends MeasurementWindow.Listener {

    /** The result. Call it when the window is closed or will not open. */
    CompletableFuture<GeneratorHealth> health();
}
