package smart.bench.arguments;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the command line as {@link RunCommand} and {@link CompareCommand} declare it. Not thread-safe. */
public final class BenchArguments {
    private static final Pattern INVALID = Pattern.compile("Invalid value for option '[^']+'(?: \\(.*?\\))?: ");

    private final String version;

    /** Creates a parser with the version for {@code --version}. */
    public BenchArguments(String version) {
        this.version = version;
    }

    /**
     * Reads the arguments.
     *
     * @throws UsageException if one is not allowed
     */
    public Asked parse(String... args) throws UsageException {
        RunCommand run = new RunCommand();
        CompareCommand compare = new CompareCommand();
        CommandLine line = commandLine(run, compare);
        ParseResult given;
        try {
            given = line.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(words(e));
        }
        refuseTwice(given);
        CommandLine last =
                given.asCommandLineList().get(given.asCommandLineList().size() - 1);
        if (last.isUsageHelpRequested()) {
            return new Asked.Text(last.getUsageMessage(Ansi.OFF));
        }
        if (given.isVersionHelpRequested()) {
            return new Asked.Text(version + System.lineSeparator());
        }
        return switch (run.printed()) {
            case MANUAL -> new Asked.Text(Manual.of(line));
            case COMPLETION -> new Asked.Text(AutoComplete.bash("smart-bench", line));
            case NOTHING -> given.hasSubcommand() ? compare.asked() : run.asked();
        };
    }

    /** In a group without validation, picocli takes a duplicate option for a second group, and drops the first. */
    private static void refuseTwice(ParseResult given) throws UsageException {
        for (ArgGroupSpec group : given.commandSpec().argGroups()) {
            for (OptionSpec option : group.options()) {
                long often = given.findMatches(group).stream()
                        .flatMap(container -> container.matches().stream())
                        .filter(match -> !match.matchedValues(option).isEmpty())
                        .count();
                if (often > 1) {
                    throw new UsageException(option.longestName() + " is given more than once");
                }
            }
        }
        if (given.hasSubcommand()) {
            refuseTwice(given.subcommand());
        }
    }

    private static CommandLine commandLine(RunCommand run, CompareCommand compare) {
        return new CommandLine(run)
                .addSubcommand(compare)
                .setExpandAtFiles(false) // @ is for --body
                .setAbbreviatedOptionsAllowed(true)
                .setTrimQuotes(false)
                .setUsageHelpWidth(80)
                .setUsageHelpLongOptionsMaxWidth(27);
    }

    /** In one line. Picocli's own messages begin with the option. */
    private static String words(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        Matcher invalid = INVALID.matcher(message);
        if (e.getArgSpec() instanceof OptionSpec option && invalid.lookingAt()) {
            String why = message.substring(invalid.end())
                    .replaceFirst("^'(.*)' is not an? int$", "is a whole number; '$1' is not")
                    .replaceFirst("^'(.*)' is not an? double$", "is a number; '$1' is not");
            return option.longestName() + " " + why;
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            return (first.startsWith("-") ? "there is no option '" : "one argument too many: '") + first
                    + "'; --help lists what there is";
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT)
                + message.substring(1).replace("\n", " ");
    }
}
