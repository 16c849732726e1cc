package smart.bench.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.bench.load.http.Target;
import smart.bench.scenario.MockScenario;
import smart.bench.threshold.PassThreshold;

/**
 * The plan of a run.
 *
 * @param target the target of the load
 * @param model how requests arrive
 * @param scenario the mock's scenario, or null to leave the mock unchanged
 * @param threads event loops that send, or 0 for the default
 * @param failIf conditions under which the run counts as failed
 * @param output the path of the files without {@code .html}, {@code .json} and so on
 */
public record Plan(
        Target target,
        Model model,
        @Nullable MockScenario scenario,
        int threads,
        List<PassThreshold> failIf,
        Path output) {

    /** Copies the list. */
    public Plan {
        failIf = List.copyOf(failIf);
    }
}
