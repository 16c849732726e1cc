package smart.bench.arguments;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import smart.bench.run.Model;
import smart.bench.run.Plan;

/** The options of a run. */
@Command(
        name = "smart-bench",
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = {
            "  smart-bench [OPTIONS] URL",
            "  smart-bench compare [OPTIONS] A B",
            "  smart-bench --self-test",
        },
        synopsisHeading = "Usage:%n",
        descriptionHeading = "%n",
        description =
                "Draws response time against concurrency: for each concurrency 1, 2, ... N/10 it sends N requests,"
                        + " that many at a time. Also: 'compare' compares two reports or two URLs ('compare --help'"
                        + " lists its options), and '--self-test' finds the most that this machine can measure.",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        commandListHeading = "%nCommands%n",
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {
            "0:done",
            "1:the run failed: connection refused, the target died, nothing succeeded, a file could not be written",
            "2:bad arguments",
            "3:at some level the generator, not the target, was the limit",
            "99:a --fail-if condition was met, or its figure is not known",
            "130:stopped by Ctrl-C (143 by SIGTERM); the report covers what was measured"
        })
@SuppressWarnings("UnusedVariable") // picocli asks for the help and the version
final class RunCommand {
    /** The output instead of a run. */
    enum Printed {
        NOTHING,
        MANUAL,
        COMPLETION
    }

    @Parameters(arity = "0..1", paramLabel = "URL", description = "what to measure")
    private @Nullable String url;

    @ArgGroup(validate = false, order = 1, heading = "%nLevels%n")
    private LevelOptions levels = new LevelOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nA rate instead of levels%n")
    private RateOptions rate = new RateOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nRequests%n")
    private RequestOptions requests = new RequestOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nWith smart-mock%n")
    private ScenarioOptions scenario = new ScenarioOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nResults%n")
    private ResultOptions results = new ResultOptions();

    @Option(names = "--self-test", order = 10, description = "measure a server in this process that responds at once")
    private boolean selfTest;

    @Option(
            names = {"-h", "--help"},
            order = 11,
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(names = "--version", order = 12, versionHelp = true, description = "print the version")
    private boolean version;

    @Option(names = "--completion", order = 13, description = "print a completion script for bash and zsh")
    private boolean completion;

    @Option(names = "--manual", order = 14, description = "print the manual page, for man -l -")
    private boolean manual;

    Printed printed() {
        return manual ? Printed.MANUAL : completion ? Printed.COMPLETION : Printed.NOTHING;
    }

    Asked asked() throws UsageException {
        if (selfTest) {
            return selfTest();
        }
        String given = url == null ? scenario.takeUrl() : url;
        URI uri = requests.url(given);
        Model model = rate.isGiven() ? rate.model(levels) : levels.sweep(List.of());
        if (!rate.isGiven() && rate.isTouched()) {
            throw new UsageException("--arrivals and --max-connections need --rate");
        }
        return new Asked.Run(new Plan(
                requests.target(uri),
                model,
                scenario.scenario(uri, requests.anywhere()),
                requests.threads(),
                results.failIf(model),
                results.output("report")));
    }

    private Asked selfTest() throws UsageException {
        boolean alone = url == null
                && !levels.isTouched()
                && !rate.isGiven()
                && !rate.isTouched()
                && !requests.isTouched()
                && !scenario.isTouched()
                && !results.isTouched();
        if (!alone) {
            throw new UsageException("--self-test takes no other options or URL: it has its own target");
        }
        return new Asked.SelfTest();
    }
}
