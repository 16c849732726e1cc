package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deployment does not need to run on a good day, so that nobody would notice its removal. */
final class SafeguardsTest {
    private static final long MEBIBYTE = 1024 * 1024;

    private static JsonNode compose() throws Exception {
        return new YAMLMapper().readTree(Project.read("docker-compose.yml")).at("/services/smart");
    }

    /** As {@code kubectl apply -k} sends it. */
    private static DeploymentSpec deployment() throws Exception {
        return Manifests.rendered("example").stream()
                .filter(Deployment.class::isInstance)
                .map(rendered -> ((Deployment) rendered).getSpec())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aContainerOfComposeHasAsMuchMemoryAsAPodSoThatItsHeapIsBounded() throws Exception {
        long memory = megabytes(withoutVariable(compose().path("mem_limit").asText())) * MEBIBYTE;
        assertThat(memory)
                .isEqualTo(deployment()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getResources()
                        .getLimits()
                        .get("memory")
                        .getNumericalAmount()
                        .longValueExact());
        assertThat(Project.read("Dockerfile")).contains("-XX:MaxRAMPercentage=");
    }

    @Test
    void theThreadsOfComposeFollowItsCpus() throws Exception {
        assertThat(Double.parseDouble(withoutVariable(compose().path("cpus").asText())))
                .isPositive();
        assertThat(compose().at("/environment/WORKERS").asText())
                .as("empty unless it is set, so that Smart takes the number of cores that the JVM sees")
                .isEqualTo("${WORKERS:-}");
        assertThat(Project.setting("workers")).isEqualTo("null");
    }

    @Test
    void theLogsOfAContainerCanNotFillTheDisk() throws Exception {
        JsonNode logging = compose().path("logging");
        assertThat(logging.path("driver").asText()).isEqualTo("json-file");
        assertThat(megabytes(logging.at("/options/max-size").asText())
                        * logging.at("/options/max-file").asInt())
                .isBetween(1L, 1024L);
    }

    @Test
    void theImageChecksItsOwnLivenessOftenAndWithinATime() throws Exception {
        Matcher check = Pattern.compile(
                        "\nHEALTHCHECK --interval=(\\d+)s --timeout=(\\d+)s .*--retries=(\\d+) CMD \\[\"([^\"]+)\"]\n")
                .matcher(Project.read("Dockerfile"));
        assertThat(check.find()).isTrue();
        assertThat(Integer.parseInt(check.group(2))).isLessThan(Integer.parseInt(check.group(1)));
        assertThat(Integer.parseInt(check.group(3))).isGreaterThan(1);
        assertThat(Project.ROOT.resolve(check.group(4))).isExecutable();
        assertThat(Project.read(check.group(4))).contains("type=alive").doesNotContain("type=ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.mockserver", "Dockerfile.develop"})
    void noShellStandsBetweenTheSignalsAndTheProcess(String file) throws Exception {
        assertThat(Project.read(file).lines().filter(line -> line.matches("(ENTRYPOINT|CMD) .*")))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\w+ \\[(\"[^\"]+\"(, )?)+]"));
    }

    @Test
    void aSlowStartIsNotKilledAndASlowAnswerIsNotTakenForNone() throws Exception {
        var container = deployment().getTemplate().getSpec().getContainers().get(0);
        Map<Probe, String> probes = Map.of(
                container.getStartupProbe(), "alive",
                container.getLivenessProbe(), "alive",
                container.getReadinessProbe(), "ready");
        assertThat(probes).hasSize(3).allSatisfy((probe, type) -> {
            assertThat(probe.getTimeoutSeconds())
                    .as("longer than a collector's pause")
                    .isGreaterThanOrEqualTo(3);
            assertThat(probe.getHttpGet().getPath()).endsWith("?type=" + type);
        });
        Probe start = container.getStartupProbe();
        assertThat(start.getPeriodSeconds() * start.getFailureThreshold()).isGreaterThanOrEqualTo(60);
        assertThat(container.getLivenessProbe().getFailureThreshold()).isGreaterThan(1);
        assertThat(container.getLivenessProbe().getHttpGet().getPort())
                .as("the port that callers can't fill")
                .isEqualTo(new IntOrString("admin"));
    }

    @Test
    void anUpdateWaitsUntilANewPodWouldHaveFailedAndPodsAreSpread() throws Exception {
        var template = deployment().getTemplate();
        Probe ready = template.getSpec().getContainers().get(0).getReadinessProbe();
        assertThat(deployment().getMinReadySeconds())
                .isGreaterThan(ready.getPeriodSeconds() * ready.getFailureThreshold());
        assertThat(template.getSpec().getTopologySpreadConstraints())
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .contains("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(template.getSpec().getTopologySpreadConstraints())
                .allSatisfy(constraint -> assertThat(template.getMetadata().getLabels())
                        .containsAllEntriesOf(constraint.getLabelSelector().getMatchLabels()));
    }

    @Test
    void noServiceOfTheNamespaceSetsAVariableOfSmart() throws Exception {
        assertThat(deployment().getTemplate().getSpec().getEnableServiceLinks()).isFalse();
    }

    /** The default of {@code ${NAME:-default}}. */
    private static String withoutVariable(String value) {
        return value.replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1");
    }

    private static long megabytes(String text) {
        assertThat(text).matches("\\d+m");
        return Long.parseLong(text.substring(0, text.length() - 1));
    }
}
