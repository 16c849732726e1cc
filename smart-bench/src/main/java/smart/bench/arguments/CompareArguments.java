package smart.bench.arguments;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import smart.bench.load.Target;
import smart.bench.run.Model;
import smart.bench.threshold.Threshold;

/** The command line of {@code compare}. */
public final class CompareArguments {
    private static final int DEFAULT_ROUNDS = 5;
    private static final int MAX_ROUNDS = 1000;
    private static final List<Integer> DEFAULT_LEVELS = List.of(1, 2, 5, 10, 20, 50);

    private final ArgumentParser parser = ArgumentParsers.newFor("java -jar smart-bench.jar compare")
            .build()
            .description(
                    "Compares two reports, or two URLs measured in turn, round by round: both curves, the ratio of "
                            + "the mean times at each level, and whether the difference is more than noise.")
            .epilog(
                    "--fail-if is about b. Exit codes: 0 done, 1 failed, 2 bad arguments, 3 the generator was the limit, "
                            + "99 a --fail-if came true.");

    /** What to compare. */
    public sealed interface Order {
        /** Conditions on the second. */
        List<Threshold> failIf();

        /** Where the files go. */
        Path output();
    }

    /** Two reports of earlier runs. */
    public record Reports(Path a, Path b, List<Threshold> failIf, Path output) implements Order {}

    /** Two targets, measured in turn. */
    public record Targets(Target a, Target b, Model.Sweep sweep, int rounds, List<Threshold> failIf, Path output)
            implements Order {}

    /** Defines the arguments. */
    public CompareArguments() {
        parser.addArgument("a").help("report.json of the first run, or the first URL");
        parser.addArgument("b").help("the second");
        parser.addArgument("--rounds")
                .metavar("N")
                .type(Integer.class)
                .help("how often both URLs are measured, default " + DEFAULT_ROUNDS);
        Options.addLevels(parser.addArgumentGroup("levels of URLs (default 1,2,5,10,20,50)"));
        Options.addRequests(parser.addArgumentGroup("requests"));
        Options.addResults(parser.addArgumentGroup("results"), "comparison");
    }

    /**
     * Reads the arguments after {@code compare}.
     *
     * @throws ArgumentParserException if argparse4j has something to say, see {@link #handle}
     * @throws UsageException if a value is not allowed
     */
    public Order parse(String... args) throws ArgumentParserException, UsageException {
        Namespace given = parser.parseArgs(args);
        String a = given.getString("a");
        String b = given.getString("b");
        Path output = ResultArguments.output(given);
        if (isUrl(a) != isUrl(b)) {
            throw new UsageException("compare two reports or two URLs, not one of each");
        }
        if (!isUrl(a)) {
            return new Reports(Path.of(a), Path.of(b), ResultArguments.failIf(given), output);
        }
        boolean defaults =
                given.getString("levels") == null && given.getInt("max") == null && given.getInt("step") == null;
        Model.Sweep sweep = SweepArguments.sweep(given, defaults ? DEFAULT_LEVELS : List.of());
        Integer rounds = BenchArguments.within("--rounds", given.getInt("rounds"), 1, MAX_ROUNDS);
        return new Targets(
                target(a, given),
                target(b, given),
                sweep,
                rounds == null ? DEFAULT_ROUNDS : rounds,
                ResultArguments.failIf(given, sweep),
                output);
    }

    /** Lets argparse4j print help or what is wrong; true if it was a mistake. */
    public boolean handle(ArgumentParserException e) {
        return BenchArguments.handle(parser, e);
    }

    private static Target target(String url, Namespace given) throws UsageException {
        URI uri = Addresses.url(url);
        return TargetArguments.target(uri, given);
    }

    private static boolean isUrl(String text) {
        return text.contains("://");
    }
}
