package smart.bench.arguments;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import smart.bench.run.Model;

/** The options of {@code compare}. */
@Command(
        name = "compare",
        sortOptions = false,
        customSynopsis = {"smart-bench compare [OPTIONS] A B"},
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        description = {
            "Compares two reports, or two URLs measured in turn, round by round: both curves, the ratio of the"
                    + " mean times at each level, and whether the difference is more than noise.",
            "",
            "A condition of --fail-if is on B. --fail-if 'slower>10%%' is on both: it is true if B is surely more"
                    + " than 10 %% slower over all levels, as the whole 95 %% confidence interval says so."
        },
        optionListHeading = "%n",
        parameterListHeading = "%n",
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {
            "0:done",
            "1:failed: connection refused, a target died, two runs that can't be compared, a file could not be read or written",
            "2:bad arguments",
            "3:the generator was the limit",
            "99:a --fail-if condition was met, or its figure is not known; or more requests failed with b than with a",
            "130:stopped by Ctrl-C (143 by SIGTERM); the report covers the complete rounds"
        })
@SuppressWarnings("UnusedVariable") // picocli asks for the help
final class CompareCommand {
    private static final int DEFAULT_ROUNDS = 5;
    private static final int MAX_ROUNDS = 1000;
    private static final List<Integer> DEFAULT_LEVELS = List.of(1, 2, 5, 10, 20, 50);

    @Parameters(index = "0", paramLabel = "A", description = "report.json of the first run, or the first URL")
    private String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "the second")
    private String b = "";

    @ArgGroup(validate = false, order = 1, heading = "%nLevels of URLs (default: 1,2,5,10,20,50)%n")
    private LevelOptions levels = new LevelOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nRequests%n")
    private RequestOptions requests = new RequestOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nResults%n")
    private ResultOptions results = new ResultOptions();

    @Option(
            names = "--rounds",
            order = 10,
            paramLabel = "N",
            description =
                    "how often to measure both URLs (default: 5); two only tell differences that are nearly equal in both")
    private @Nullable Integer rounds;

    @Option(
            names = {"-h", "--help"},
            order = 11,
            usageHelp = true,
            description = "show this help")
    private boolean help;

    Asked asked() throws UsageException {
        Path output = results.output("comparison");
        if (isUrl(a) != isUrl(b)) {
            throw new UsageException("compare two reports or two URLs, not one of each");
        }
        if (!isUrl(a)) {
            if (levels.isTouched() || requests.isTouched() || rounds != null) {
                throw new UsageException(
                        "options for levels, requests and rounds need two URLs," + " but two reports are given");
            }
            return new Asked.Reports(Path.of(a), Path.of(b), results.failIf(), output);
        }
        if (requests.hasUrls()) {
            throw new UsageException("--urls works only in a run, not in compare");
        }
        Model.Sweep sweep = levels.sweep(levels.areNamed() ? List.of() : DEFAULT_LEVELS);
        Integer given = Parsing.within("--rounds", rounds, 1, MAX_ROUNDS);
        int often = given == null ? DEFAULT_ROUNDS : given;
        return new Asked.Targets(
                requests.target(requests.url(a)),
                requests.target(requests.url(b)),
                sweep,
                requests.threads(),
                often,
                results.failIf(sweep, often),
                output);
    }

    private static boolean isUrl(String text) {
        return text.contains("://");
    }
}
