package smart.service.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import smart.service.backend.attempt.LatencyTimer;

/**
 * Prometheus estimates a percentile between two bounds of buckets. It knows for sure only whether the percentile is above a
 * bound. So what a percentile is compared with has to be a bound.
 */
final class PercentileThresholdsTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern THRESHOLD = Pattern.compile("_seconds:p\\d+_\\w+ [<>]=? ([0-9.]+)");

    private final double[] bounds = new LatencyTimer().counts().upperBounds();

    @Test
    void thoseOfTheAlertsAreBounds() throws Exception {
        JsonNode rules = new YAMLMapper()
                .readTree(DEPLOY.resolve("prometheus/smart.rules.yml").toFile());
        List<Double> thresholds = rules.findValuesAsText("expr").stream()
                .flatMap(expression -> THRESHOLD.matcher(expression).results())
                .map((MatchResult found) -> Double.valueOf(found.group(1)))
                .toList();

        assertThat(thresholds).isNotEmpty().allSatisfy(threshold -> assertThat(bounds)
                .contains(threshold));
    }

    @Test
    void thoseOfTheDashboardAreBounds() throws Exception {
        JsonNode dashboard =
                new ObjectMapper().readTree(DEPLOY.resolve("grafana/smart.json").toFile());
        List<Double> thresholds = dashboard
                .path("panels")
                .valueStream()
                .filter(panel -> panel.path("targets").findValuesAsText("expr").stream()
                        .anyMatch(query -> query.startsWith("histogram_quantile")))
                .flatMap(panel ->
                        panel.at("/fieldConfig/defaults/thresholds/steps").valueStream())
                .filter(step -> step.path("value").isNumber())
                .map(step -> step.path("value").asDouble())
                .toList();

        assertThat(thresholds).isNotEmpty().allSatisfy(threshold -> assertThat(bounds)
                .contains(threshold));
    }
}
