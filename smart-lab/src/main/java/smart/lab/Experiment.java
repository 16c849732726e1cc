package smart.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A program that measures named cases one by one, keeps their results in a folder, and reports on all that are there. */
public interface Experiment {
    /** The exit code if a measurement fails. */
    int FAILED = 1;

    /** The exit code for invalid arguments. */
    int USAGE = 2;

    /** Measures those cases. */
    void measure(List<String> names) throws IOException, InterruptedException;

    /** Reports on all results in the folder. */
    void report() throws IOException;

    /**
     * Measures the named cases, or all, and reports. What is wrong is one line on {@code err}.
     *
     * @param program the name that the messages use
     * @param kind what a case is called in the usage line, such as {@code TRIAL}
     * @param known the names of all cases
     * @param in makes the experiment with the folder for its results
     * @param args the folder, and names of cases
     * @return 0, {@link #FAILED} or {@link #USAGE}
     */
    static int run(
            String program,
            String kind,
            List<String> known,
            Function<Path, Experiment> in,
            List<String> args,
            PrintStream err)
            throws InterruptedException {
        List<String> names = args.subList(Math.min(1, args.size()), args.size());
        if (args.isEmpty() || args.get(0).startsWith("-") || !known.containsAll(names)) {
            err.println("usage: " + program + " FOLDER [" + kind + " ...], with " + kind + " one of "
                    + String.join(", ", known));
            return USAGE;
        }
        try {
            Experiment experiment = in.apply(Path.of(args.get(0)));
            experiment.measure(names.isEmpty() ? known : names);
            experiment.report();
            return 0;
        } catch (IOException e) {
            err.println(program + ": " + e);
            return FAILED;
        }
    }
}
