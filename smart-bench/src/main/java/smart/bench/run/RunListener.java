package smart.bench.run;

import smart.bench.result.LevelResult;

/** Told how a run gets on, on the thread of the run. */
public interface RunListener {

    /** From time to time while a level runs; {@code fraction} of the whole run is done, from 0 to 1. */
    void progress(String level, double fraction);

    /** A level is over. */
    void finished(LevelResult level);
}
