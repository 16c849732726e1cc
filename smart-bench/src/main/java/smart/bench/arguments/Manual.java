package smart.bench.arguments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page in mdoc, generated from the help texts. */
final class Manual {
    private Manual() {}

    static String of(CommandLine line) {
        CommandSpec run = line.getCommandSpec();
        CommandSpec compare =
                Objects.requireNonNull(line.getSubcommands().get("compare")).getCommandSpec();
        StringBuilder page = new StringBuilder(
                """
                .Dd November 24, 2026
                .Dt SMART-BENCH 1
                .Os
                .Sh NAME
                .Nm smart-bench
                .Nd draws response time against concurrency
                .Sh SYNOPSIS
                .Nm
                .Op options
                .Ar url
                .Nm
                .Cm compare
                .Op options
                .Ar a b
                .Nm
                .Fl -self-test
                """);
        page.append(".Sh DESCRIPTION\n").append(words(run)).append(list(run));
        page.append(".Sh COMPARE\n").append(words(compare)).append(list(compare));
        page.append(".Sh EXIT STATUS\n.Bl -tag -width Ds\n");
        for (Map.Entry<String, String> code : run.usageMessage().exitCodeList().entrySet()) {
            item(page, code.getKey(), code.getValue());
        }
        return page.append(".El\n")
                .append(
                        """
                        .Sh EXAMPLES
                        .Dl smart-bench http://localhost:8000/api/smart
                        .Dl smart-bench --rate 500 --duration 30s --fail-if 'p99>800ms' http://localhost:8000/api/smart
                        .Dl smart-bench compare before.json after.json
                        .Pp
                        .Pa share/doc/docs/benchmark.md
                        tells what the figures mean.
                        .Sh SEE ALSO
                        .Xr smart 1 ,
                        .Xr smart-mock 1
                        """)
                .toString();
    }

    private static String words(CommandSpec command) {
        List<String> paragraphs = Stream.of(command.usageMessage().description())
                .filter(text -> !text.isEmpty())
                .map(text -> escape(text.replace("%%", "%")))
                .toList();
        return String.join("\n.Pp\n", paragraphs) + "\n";
    }

    private static String list(CommandSpec command) {
        StringBuilder list = new StringBuilder();
        for (ArgGroupSpec group : command.argGroups()) {
            list.append(".Ss ")
                    .append(escape(String.valueOf(group.heading()).replace("%n", "")))
                    .append('\n');
            items(list, group.options());
        }
        list.append(".Ss Others\n");
        items(
                list,
                command.options().stream()
                        .filter(option -> option.group() == null)
                        .toList());
        return list.toString();
    }

    private static void items(StringBuilder list, List<OptionSpec> options) {
        list.append(".Bl -tag -width Ds\n");
        for (OptionSpec option : options) {
            String value =
                    option.arity().max() == 0 ? "" : " " + option.paramLabel().toLowerCase(Locale.ROOT);
            String names = String.join(", ", option.names());
            item(list, names + value, String.join(" ", option.description()).replace("%%", "%"));
        }
        list.append(".El\n");
    }

    private static void item(StringBuilder list, String name, String words) {
        // \& before each line, so that no text is taken for a macro, whatever it begins with.
        list.append(".It \\&")
                .append(escape(name))
                .append('\n')
                .append("\\&")
                .append(escape(words))
                .append(".\n");
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq");
    }
}
