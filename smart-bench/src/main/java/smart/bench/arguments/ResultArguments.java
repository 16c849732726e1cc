package smart.bench.arguments;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import smart.bench.load.Amount;
import smart.bench.result.Measured;
import smart.bench.run.Model;
import smart.bench.threshold.Threshold;

/** The arguments about what becomes of a result. */
final class ResultArguments {
    private ResultArguments() {}

    static List<Threshold> failIf(Namespace given) throws UsageException {
        List<Threshold> thresholds = new ArrayList<>();
        List<String> conditions = given.getList("fail_if");
        for (String condition : conditions == null ? List.<String>of() : conditions) {
            try {
                thresholds.add(Threshold.parse(condition));
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
        return thresholds;
    }

    static List<Threshold> failIf(Namespace given, Model model) throws UsageException {
        List<Threshold> thresholds = failIf(given);
        for (Threshold threshold : thresholds) {
            long samples = Measured.samplesFor(threshold.metric().percentile());
            if (model instanceof Model.Sweep sweep
                    && sweep.amount() instanceof Amount.Requests requests
                    && requests.count() < samples) {
                throw new UsageException("--fail-if: " + threshold.text() + " takes " + samples
                        + " requests a level to be known; --req is " + requests.count());
            }
        }
        return thresholds;
    }

    /** Found out before the run, so that an hour of measuring isn't lost to a misspelt folder. */
    static Path output(Namespace given) throws UsageException {
        String text = given.getString("output");
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
