package smart.bench.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.bench.load.closed.Amount;
import smart.bench.load.http.Target;
import smart.bench.load.open.OpenLoad;
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

    /** The number of requests of the run, including the warm-up; {@link Long#MAX_VALUE} if unknown. */
    public long requests() {
        if (model instanceof Model.Rate rate) {
            OpenLoad load = rate.load();
            double seconds = load.warmup().plus(load.duration()).toMillis() / 1000.0;
            // Random arrivals may exceed the expected number: six standard deviations are enough.
            double expected = load.rate() * seconds;
            return (long) Math.ceil(expected + (load.poisson() ? 6 * Math.sqrt(expected) : 0)) + 1;
        }
        Model.Sweep sweep = (Model.Sweep) model;
        long sum = 0;
        for (int level : sweep.levels()) {
            if (!(sweep.amount() instanceof Amount.Requests measured)
                    || !(sweep.warmup(level) instanceof Amount.Requests warmup)) {
                return Long.MAX_VALUE;
            }
            sum += measured.count() + warmup.count();
        }
        return sum;
    }
}
