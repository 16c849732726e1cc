package smart.bench.load.measure;

import java.util.concurrent.CompletableFuture;

/** Watches the generator while a window is open. What it is told on an event loop it does elsewhere. Thread-safe. */
public interface Watch extends MeasurementWindow.Listener {

    /** What was seen; asked for once the window is closed, or will not open. */
    CompletableFuture<GeneratorHealth> health();
}
