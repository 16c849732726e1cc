package smart.bench.report.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult;
import smart.bench.result.NumberText;
import smart.bench.run.Model;
import smart.bench.run.Plan;

/** Explains the figures: the model, the definitions, the sample sizes. */
public final class PlanDescription {
    private PlanDescription() {}

    /** The sentences for that plan, of which these levels were measured. */
    public static List<String> about(Plan plan, List<LevelResult> levels) {
        List<String> words = new ArrayList<>();
        if (plan.model() instanceof Model.Sweep sweep) {
            closed(words, sweep);
        } else {
            open(words, (Model.Rate) plan.model(), levels.get(0));
        }
        Target target = plan.target();
        words.add(
                "Mean, percentiles and maximum cover successful requests; failed, timed out and unfinished requests are"
                        + " counted and timed separately. A percentile is shown if ten samples lie beyond it: p90 from 100 samples up, p95 from 200, p99 from 1,000, p99.9 from 10,000.");
        words.add("A success is a complete response with a status of "
                + String.join(
                        ", ",
                        target.expectation().statuses().stream()
                                .map(Object::toString)
                                .toList())
                + (target.expectation().json() ? " and a valid JSON body" : "")
                + ". A request that takes longer than " + seconds(target.timeout())
                + " times out; a request that was open when the run stopped is unfinished.");
        words.add(
                "The band around the mean is its 95 % confidence interval, by batch means. A level with fewer than ten"
                        + " successful requests per caller has none.");
        words.add("A level is marked as limited by the generator if the generator's event loop was nearly always busy,"
                + " if responses waited for it, "
                + (plan.model() instanceof Model.Rate ? "if it sent 1 % of the requests late, " : "")
                + "or if it used a large share of the cores while none was free.");
        return words;
    }

    private static void closed(List<String> words, Model.Sweep sweep) {
        int first = sweep.levels().get(0);
        words.add(
                "Closed model: at each level a fixed number of callers (the concurrency), each of which sends its next"
                        + " request when its last one is over. If the target slows down, so do the callers."
                        + (sweep.amount() instanceof Amount.Requests
                                ? " After a quick failure, a caller first waits for the rest of the time that a success takes."
                                : ""));
        words.add("Response time is from sending a request to the last byte of its response.");
        words.add("Sample: " + sweep.amount() + " at each of " + sweep.levels().size() + " levels, after a warm-up of "
                + sweep.warmup(first)
                + (sweep.amount() instanceof Amount.Requests && sweep.levels().size() > 1 ? " or more" : "")
                + " that does not count. Connections are kept from level to level.");
        words.add(
                "Throughput is the successful requests per second, from the first counted request until sending stops. By"
                        + " Little's law, concurrency = finished requests per second x mean time; a level that is off by more"
                        + " than 5 % is marked.");
    }

    private static void open(List<String> words, Model.Rate model, LevelResult level) {
        OpenLoad load = model.load();
        words.add("Open model: " + NumberText.of(load.rate()) + " requests are due per second, "
                + (load.poisson() ? "at random (a Poisson process)" : "evenly spaced")
                + ", whether or not earlier ones are over.");
        words.add(
                "Response time counts from the time a request was due, not from its sending, to the last byte of its"
                        + " response. A request that could not be sent within the timeout counts as not sent. No values are filled in.");
        words.add(sample(model, level));
        words.add("Throughput is the requests that succeeded per second while requests were due. If clearly fewer"
                + " requests ended than were due, the level is marked where times grow or requests could not be sent in"
                + " time, as the target did not keep up, and where the warm-up was shorter than responses take.");
    }

    /** What was measured of an open model, after which warm-up. */
    public static String sample(Model.Rate model, LevelResult level) {
        OpenLoad load = model.load();
        Duration warmup =
                level.warmupMs() == null ? load.warmup() : Duration.ofNanos(Math.round(level.warmupMs() * 1e6));
        boolean longer = warmup.compareTo(load.warmup()) > 0;
        String why = longer
                ? " The warm-up is one and a half times what a first request took."
                : " A first request took less than two thirds of the warm-up, or did not succeed.";
        return "Sample: " + load.amount() + ", after a warm-up of " + seconds(warmup) + " that does not count; at most "
                + load.maxConnections() + " requests in flight." + (model.longerWarmup() ? why : "");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
