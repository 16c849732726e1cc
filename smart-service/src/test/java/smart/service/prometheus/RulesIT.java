package smart.service.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is in {@code deploy/prometheus}. */
final class RulesIT {
    private static final Path ROOT = Path.of(System.getProperty("smart.root"));
    private static final Path FOLDER = ROOT.resolve("deploy/prometheus");

    @Test
    void theRulesAreValid() throws Exception {
        assertThat(promtool("check", "rules", "smart.rules.yml")).contains("SUCCESS");
    }

    @Test
    void theConfigurationIsValid() throws Exception {
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    @Test
    void theRulesDoWhatTheirTestsSay() throws Exception {
        assertThat(promtool("test", "rules", "smart.rules.test.yml")).contains("SUCCESS");
    }

    @Test
    void everyAlertIsTested() throws Exception {
        String tests = Files.readString(FOLDER.resolve("smart.rules.test.yml"));

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> assertThat(tests)
                .contains("{eval_time: 30m, alertname: " + alert + "}")
                .containsPattern("alertname: " + alert + "\n +exp_alerts:"));
    }

    @Test
    void everyAlertHasItsSectionInTheRunbook() throws Exception {
        String runbook = Files.readString(ROOT.resolve("docs/operations.md"));
        String url = Files.readString(ROOT.resolve("pom.xml")).replaceFirst("(?s).*?\n  <url>([^<]+)</url>.*", "$1");

        assertThat(alerts()).allSatisfy(alert -> assertThat(runbook).contains("\n### " + alert + "\n"));
        assertThat(rules()).filteredOn(rule -> rule.has("alert")).allSatisfy(rule -> assertThat(
                        rule.at("/annotations/runbook_url").asText())
                .isEqualTo(url + "/blob/main/docs/operations.md#"
                        + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    private static List<String> alerts() throws IOException {
        return rules().stream()
                .filter(rule -> rule.has("alert"))
                .map(rule -> rule.path("alert").asText())
                .toList();
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode file =
                new YAMLMapper().readTree(FOLDER.resolve("smart.rules.yml").toFile());
        return StreamSupport.stream(file.path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    private static String promtool(String verb, String what, String file) throws IOException, InterruptedException {
        return Promtool.run("", verb, what, FOLDER.resolve(file).toString());
    }
}
