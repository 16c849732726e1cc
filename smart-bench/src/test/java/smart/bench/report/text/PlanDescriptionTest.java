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
import smart.bench.load.open.OpenLoad;
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

    private static List<String> times(Model model) {
        Target target = Target.get(
                URI.create("http://127.0.0.1/"), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(1));
        return PlanDescription.about(new Plan(target, model, null, 0, List.of(), Path.of("report"))).stream()
                .filter(sentence -> sentence.contains("Response time"))
                .toList();
    }
}
