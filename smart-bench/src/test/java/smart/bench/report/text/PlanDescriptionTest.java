package smart.bench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.Target;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.Tally;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.MeasuredLevel;
import smart.bench.run.Model;
import smart.bench.run.Plan;

class PlanDescriptionTest {

    @Test
    void aReportSaysOnceFromWhenAResponseTimeCounts() {
        assertThat(times(new Model.Sweep(List.of(1, 2), new Amount.Requests(10), null)))
                .containsExactly("Response time is from sending a request to the last byte of its response.");
        assertThat(times(new Model.Rate(new OpenLoad(10, Duration.ZERO, Duration.ofSeconds(1), false, 1))))
                .singleElement()
                .asString()
                .startsWith("Response time counts from the time a request was due, not from its sending");
    }

    /** It may be longer than planned, and a reader of the report can't know what a first request took. */
    @Test
    void theWarmUpIsTheOneThatWasUsed() {
        OpenLoad load = new OpenLoad(10, Duration.ofSeconds(1), Duration.ofSeconds(5), false, 7);
        assertThat(sample(new Model.Rate(load, true), load.withWarmup(Duration.ofSeconds(6))))
                .isEqualTo("Sample: 5.0 s, after a warm-up of 6.0 s that does not count; at most 7 requests in flight."
                        + " The warm-up is one and a half times what a first request took.");
        assertThat(sample(new Model.Rate(load, true), load))
                .contains("a warm-up of 1.0 s that")
                .endsWith("A first request took less than two thirds of the warm-up, or did not succeed.");
        assertThat(sample(new Model.Rate(load), load)).endsWith("at most 7 requests in flight.");
    }

    private static String sample(Model.Rate model, OpenLoad used) {
        Measurement measurement = new Measurement(
                new Tally(), used.duration().toNanos(), 0, 0, 0, GeneratorHealth.UNKNOWN, 0, 0, null, null);
        LevelResult level = MeasuredLevel.atRate(used, measurement).result();
        String sample = PlanDescription.sample(model, level);
        assertThat(PlanDescription.about(plan(model), List.of(level))).contains(sample);
        return sample;
    }

    private static List<String> times(Model model) {
        return PlanDescription.about(plan(model), List.of(Levels.atRate(10, 5))).stream()
                .filter(sentence -> sentence.contains("Response time"))
                .toList();
    }

    private static Plan plan(Model model) {
        Target target = Target.get(
                URI.create("http://127.0.0.1/"), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(1));
        return new Plan(target, model, null, 0, List.of(), Path.of("report"));
    }
}
