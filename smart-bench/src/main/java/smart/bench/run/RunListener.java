package smart.bench.run;

import smart.bench.result.LevelResult;

/** Receives the progress of a run, on the thread of the run. */
public interface RunListener {

    /** Called from time to time while a level runs; {@code fraction} is the progress of the whole run, from 0 to 1. */
    void progress(String level, double fraction);

    /** A level is over. */
    void finished(LevelResult level);
}
