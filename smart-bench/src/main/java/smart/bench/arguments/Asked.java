package smart.bench.arguments;

import java.nio.file.Path;
import java.util.List;
import smart.bench.load.http.Target;
import smart.bench.run.Model;
import smart.bench.run.Plan;
import smart.bench.threshold.Condition;

/** The request of the command line. */
public sealed interface Asked {

    /** One run. */
    record Run(Plan plan) implements Asked {}

    /** The maximum that this machine can measure. */
    record SelfTest() implements Asked {}

    /** A text on standard output and nothing else: the help, the version, the manual, the completion. */
    record Text(String text) implements Asked {}

    /** A comparison. */
    sealed interface Compare extends Asked {
        /** Conditions on the second, or on both. */
        List<Condition> failIf();

        /** The path of the files. */
        Path output();
    }

    /** Two reports of earlier runs. */
    record Reports(Path a, Path b, List<Condition> failIf, Path output) implements Compare {}

    /** Two targets, measured in turn, each by so many event loops; 0 for the default. */
    record Targets(Target a, Target b, Model.Sweep sweep, int threads, int rounds, List<Condition> failIf, Path output)
            implements Compare {}
}
