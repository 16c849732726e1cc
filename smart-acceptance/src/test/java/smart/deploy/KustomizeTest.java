package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kubectl kustomize} makes of the base and of the example; each document was checked by its schema when it was read. */
final class KustomizeTest {
    private static List<HasMetadata> base;
    private static List<HasMetadata> example;

    @BeforeAll
    static void render() throws Exception {
        base = Manifests.rendered("base");
        example = Manifests.rendered("example");
    }

    @Test
    void theBaseNeedsNothingThatAPlainClusterLacks() {
        assertThat(base)
                .extracting(resource -> resource.getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "ConfigMap", "Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy");
    }

    @Test
    void theExampleHasWhatEachComponentAdds() {
        assertThat(the(example, Deployment.class).getSpec().getReplicas())
                .as("left to the autoscaler")
                .isNull();
        assertThat(the(example, HorizontalPodAutoscaler.class)
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo(the(example, Deployment.class).getMetadata().getName());
        assertThat(the(example, HTTPRoute.class).getSpec().getRules().get(0).getBackendRefs())
                .singleElement()
                .satisfies(to -> {
                    assertThat(to.getName())
                            .isEqualTo(the(example, Service.class).getMetadata().getName());
                    assertThat(the(example, Service.class).getSpec().getPorts())
                            .anyMatch(port -> port.getPort().equals(to.getPort()));
                });
        assertThat(example)
                .filteredOn(resource -> resource.getMetadata().getName().equals("smart-dashboard"))
                .singleElement()
                .satisfies(dashboard -> assertThat(((ConfigMap) dashboard).getData())
                        .containsExactly(Map.entry("smart.json", Project.read("deploy/grafana/smart.json"))));
    }

    @Test
    void aChangeOfASettingRollsThePods() {
        assertThat(settingsOf(base)).isNotEqualTo(settingsOf(example)).startsWith("smart-");
        assertThat(base).anyMatch(resource -> resource.getMetadata().getName().equals(settingsOf(base)));
        assertThat(example)
                .anyMatch(resource -> resource.getMetadata().getName().equals(settingsOf(example)));
    }

    private static String settingsOf(List<HasMetadata> all) {
        return the(all, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnvFrom()
                .get(0)
                .getConfigMapRef()
                .getName();
    }

    @Test
    void theImageIsThatOfTheOverlay() throws Exception {
        assertThat(image(base)).isEqualTo("smart:" + Project.version());
        assertThat(image(example)).isEqualTo("registry.example/smart:" + Project.version());
    }

    private static String image(List<HasMetadata> all) {
        return the(all, Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    @Test
    void allSelectorsMeanThePodsOfTheDeployment() {
        Map<String, String> labels = the(example, Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();

        assertThat(List.of(
                        the(example, Deployment.class).getSpec().getSelector().getMatchLabels(),
                        the(example, Service.class).getSpec().getSelector(),
                        the(example, PodDisruptionBudget.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels(),
                        the(example, NetworkPolicy.class)
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels(),
                        the(example, PodMonitor.class).getSpec().getSelector().getMatchLabels()))
                .allSatisfy(selector -> assertThat(labels.entrySet())
                        .containsAll(selector.entrySet())
                        .isNotEmpty());
    }

    @Test
    void onlyMonitoringAndReplicasReachTheAdminPort() {
        assertThat(the(example, NetworkPolicy.class).getSpec().getIngress())
                .as("a rule without ports would open all")
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty())
                .filteredOn(rule -> opens(rule, "admin"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.getFrom())
                        .as("a rule without peers would open it to all")
                        .isNotEmpty());
        assertThat(the(example, Service.class).getSpec().getPorts())
                .noneMatch(port -> port.getTargetPort().equals(new IntOrString("admin")));
        assertThat(the(example, PodMonitor.class).getSpec().getPodMetricsEndpoints())
                .extracting(endpoint -> endpoint.getPort() + endpoint.getPath())
                .containsExactly("admin/prometheus");
    }

    @Test
    void tracesReachTheCollector() {
        assertThat(the(example, NetworkPolicy.class).getSpec().getEgress())
                .as("as well as the name server, the backend and the other replicas")
                .hasSize(the(base, NetworkPolicy.class).getSpec().getEgress().size() + 2)
                .last()
                .satisfies(rule -> {
                    assertThat(rule.getTo()).isNotEmpty();
                    assertThat(rule.getPorts()).singleElement().satisfies(port -> assertThat(port.getPort())
                            .isEqualTo(new IntOrString(4318)));
                });
        assertThat(((ConfigMap) named(example, settingsOf(example))).getData())
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel-collector.observability:4318");
        assertThat(((ConfigMap) named(base, settingsOf(base))).getData())
                .doesNotContainKey("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    @Test
    void replicasFindEachOtherByTheNameOfAllOfThem() {
        Service all = (Service) named(example, "smart-replicas");
        ConfigMap settings = (ConfigMap) named(example, settingsOf(example));

        assertThat(all.getSpec().getClusterIP()).as("headless").isEqualTo("None");
        assertThat(all.getSpec().getSelector())
                .isEqualTo(the(example, Service.class).getSpec().getSelector());
        assertThat(settings.getData())
                .containsEntry("ADMIN_PEERS", all.getMetadata().getName());
        assertThat(the(example, NetworkPolicy.class).getSpec().getIngress())
                .anyMatch(rule -> opens(rule, "admin") && areReplicas(rule.getFrom()));
        assertThat(the(example, NetworkPolicy.class).getSpec().getEgress()).anyMatch(rule -> areReplicas(rule.getTo()));
        assertThat(base).noneMatch(resource -> resource.getMetadata().getName().equals("smart-replicas"));
    }

    private static boolean areReplicas(List<NetworkPolicyPeer> peers) {
        return peers.stream()
                .anyMatch(peer -> peer.getPodSelector() != null
                        && !peer.getPodSelector().getMatchLabels().isEmpty());
    }

    private static HasMetadata named(List<HasMetadata> all, String name) {
        return all.stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean opens(NetworkPolicyIngressRule rule, String port) {
        return rule.getPorts().stream().anyMatch(open -> open.getPort().equals(new IntOrString(port)));
    }

    @Test
    void theAlertsComeWithMonitoring() {
        assertThat(the(example, PrometheusRule.class).getSpec().getGroups().stream()
                        .flatMap(group -> group.getRules().stream())
                        .filter(rule -> rule.getAlert() != null))
                .hasSizeGreaterThan(10);
    }

    /** What the example has as a comment: a chart's Prometheus selects by the label of its release. */
    @Test
    void aLabelForPrometheusIsOnWhatItSelectsAndInNoSelectorOfPods(@TempDir Path overlay) throws Exception {
        Path original = Project.ROOT.resolve("deploy/kubernetes/example").toRealPath();
        String labels = Project.first(
                        Project.read("deploy/kubernetes/example/kustomization.yaml"),
                        "(?m)^((?:#  *\\S.*\n)+)components:")
                .lines()
                .map(line -> line.substring(2))
                .dropWhile(line -> !line.equals("labels:"))
                .collect(Collectors.joining("\n"));
        Files.writeString(
                overlay.resolve("kustomization.yaml"),
                "resources: [" + overlay.toRealPath().relativize(original) + "]\n" + labels);

        List<HasMetadata> labelled = Manifests.rendered(overlay.toString());

        assertThat(the(labelled, PodMonitor.class).getMetadata().getLabels())
                .containsEntry("release", "kube-prometheus-stack");
        assertThat(the(labelled, PrometheusRule.class).getMetadata().getLabels())
                .containsEntry("release", "kube-prometheus-stack");
        assertThat(the(labelled, PodMonitor.class).getSpec())
                .isEqualTo(the(example, PodMonitor.class).getSpec());
        assertThat(the(labelled, Deployment.class).getSpec())
                .isEqualTo(the(example, Deployment.class).getSpec());
    }

    private static <T extends HasMetadata> T the(List<HasMetadata> all, Class<T> kind) {
        return kind.cast(all.stream().filter(kind::isInstance).findFirst().orElseThrow());
    }
}
