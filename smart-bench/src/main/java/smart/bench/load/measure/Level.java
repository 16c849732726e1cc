package smart.bench.load.measure;

import java.util.concurrent.CompletableFuture;

/** A level that is running. Thread-safe. */
public interface Level {

    /** Completed when the last request of the level is over; exceptionally as soon as the generator itself fails. */
    CompletableFuture<Measurement> done();

    /** Its progress, from 0 to 1. */
    double progress();

    /** Stops sending, ends the open requests (which count as unfinished), and ends the level. */
    void stop(String reason);
}
