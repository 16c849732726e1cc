package smart.bench.arguments;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import smart.bench.result.MeasuredLevel;
import smart.bench.run.Model;
import smart.bench.threshold.Condition;
import smart.bench.threshold.PassThreshold;

/** The options for the results. */
final class ResultOptions {
    @Option(
            names = "--fail-if",
            paramLabel = "CONDITION",
            converter = Parsing.FailIf.class,
            description =
                    "exit with 99 if this is true at any level, such as 'p95>800ms' or 'errors>1%%'; may be repeated")
    private List<Condition> conditions = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "PREFIX",
            description = "where the files go: PREFIX.html, PREFIX.json, ...; 'report', or 'comparison'")
    private @Nullable String output;

    boolean isTouched() {
        return !conditions.isEmpty() || output != null;
    }

    /** The conditions on two runs, or on the second of them. */
    List<Condition> failIf() {
        return conditions;
    }

    /** The conditions on one run. */
    List<PassThreshold> failIf(Model model) throws UsageException {
        List<PassThreshold> ofOne = new ArrayList<>();
        for (Condition condition : failIf(model, 1)) {
            if (!(condition instanceof PassThreshold threshold)) {
                throw new UsageException(
                        "--fail-if: " + condition.text() + " is on two runs: it works only in compare");
            }
            ofOne.add(threshold);
        }
        return ofOne;
    }

    /**
     * The conditions, which are on all rounds together. Checked before the run, since a percentile of too few requests is
     * not known.
     */
    List<Condition> failIf(Model model, int rounds) throws UsageException {
        OptionalLong ofRound = model.requests();
        for (Condition condition : conditions) {
            long samples = condition instanceof PassThreshold threshold
                    ? MeasuredLevel.samplesFor(threshold.metric().percentile())
                    : 0;
            if (ofRound.isPresent() && rounds * ofRound.getAsLong() < samples) {
                throw new UsageException("--fail-if: " + condition.text() + " needs at least " + samples
                        + " requests per level; only " + rounds * ofRound.getAsLong() + " are certain here");
            }
        }
        return conditions;
    }

    /** Checked before the run, so that a misspelt folder does not cost an hour of measurements. */
    Path output(String otherwise) throws UsageException {
        String text = output == null ? otherwise : output;
        try {
            Path path = Path.of(text);
            Path folder = path.toAbsolutePath().getParent();
            String name = String.valueOf(path.getFileName());
            boolean isFolder =
                    text.endsWith("/") || List.of("", ".", "..", "null").contains(name);
            if (isFolder || folder == null) {
                throw new UsageException(
                        "--output is the beginning of file names, such as results/today; '" + text + "' is a folder");
            }
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw new UsageException("--output: can't write into the folder " + folder);
            }
            return path;
        } catch (InvalidPathException e) {
            throw new UsageException("--output: '" + text + "' is not a path");
        }
    }
}
