package smart.bench.arguments;

import java.net.URI;
import java.util.List;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.helper.HelpScreenException;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;
import smart.bench.run.Model;
import smart.bench.run.Plan;

/** The command line of a run. */
public final class BenchArguments {
    static final int DEFAULT_REQUESTS = 500;
    static final int MAX_REQUESTS = 1_000_000_000;

    private final ArgumentParser parser;

    /** With the version that {@code --version} prints. */
    public BenchArguments(String version) {
        parser = ArgumentParsers.newFor("java -jar smart-bench.jar")
                .build()
                .version(version)
                .defaultHelp(false)
                .description("Draws response time against concurrency: for each concurrency 1, 2, ... N/10 it sends N "
                        + "requests, that many at a time. Also: 'compare A B' compares two reports or two URLs, and "
                        + "'--self-test' tells what this machine can measure at most.")
                .epilog("Exit codes: 0 done, 1 the run failed, 2 bad arguments, 3 the generator was the limit, "
                        + "99 a --fail-if came true, 130 stopped by Ctrl-C.");
        parser.addArgument("--version").action(Arguments.version()).help("print the version");
        parser.addArgument("url").nargs("?").help("what to measure, such as http://localhost:8000/api/smart");
        Options.addLevels(parser.addArgumentGroup("levels"));
        Options.addRate(parser.addArgumentGroup("rate instead of levels"));
        Options.addRequests(parser.addArgumentGroup("requests"));
        Options.addScenario(parser.addArgumentGroup("with smart-mock"));
        Options.addResults(parser.addArgumentGroup("results"), "report");
    }

    /**
     * Reads the arguments.
     *
     * @throws ArgumentParserException if argparse4j has something to say, see {@link #handle}
     * @throws UsageException if a value is not allowed
     */
    public Plan parse(String... args) throws ArgumentParserException, UsageException {
        Namespace given = parser.parseArgs(args);
        ScenarioArguments scenario = ScenarioArguments.of(given);
        String url = scenario.url();
        if (url == null) {
            throw new UsageException("a URL is needed: what to measure, such as http://localhost:8000/api/smart");
        }
        URI uri = Addresses.url(url);
        boolean open = given.getDouble("rate") != null;
        Model model = open ? new Model.Rate(RateArguments.load(given)) : SweepArguments.sweep(given, List.of());
        Integer threads = within("--threads", given.getInt("threads"), 1, 64);
        return new Plan(
                TargetArguments.target(uri, given),
                model,
                scenario.scenario(uri, given.getBoolean("anywhere")),
                threads == null ? 0 : threads,
                ResultArguments.failIf(given, model),
                ResultArguments.output(given));
    }

    static @Nullable Integer within(String option, @Nullable Integer value, int from, int to) throws UsageException {
        if (value != null && (value < from || value > to)) {
            throw new UsageException(option + " is from " + from + " to " + to + ", not " + value);
        }
        return value;
    }

    /** Lets argparse4j print help, version, or what is wrong; true if it was a mistake. */
    public boolean handle(ArgumentParserException e) {
        return handle(parser, e);
    }

    static boolean handle(ArgumentParser parser, ArgumentParserException e) {
        parser.handleError(e);
        return !(e instanceof HelpScreenException);
    }
}
