package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests agree with the API, with one another, and with what the service is. */
final class KubernetesTest {
    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "smart");
    private static final int MAX_DRAIN_SECONDS = 10;

    private static PodSpec pod() {
        return Manifests.the(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container() {
        return pod().getContainers().get(0);
    }

    @Test
    void everythingIsThere() throws Exception {
        assertThat(Manifests.all())
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "Service",
                        "PodDisruptionBudget",
                        "HorizontalPodAutoscaler",
                        "NetworkPolicy",
                        "PodMonitor");
        assertThat(Manifests.all())
                .allSatisfy(
                        resource -> assertThat(resource.getMetadata().getName()).isEqualTo("smart"));
    }

    @Test
    void aFieldThatTheApiDoesNotHaveFails() {
        assertThatExceptionOfType(UnrecognizedPropertyException.class)
                .isThrownBy(() -> Manifests.read(
                        Manifests.tree("{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: "
                                + "[{name: a, readinesProbe: {}}]}}}}")))
                .withMessageContaining("readinesProbe");
    }

    @Test
    void allSelectorsMeanThePodsOfTheDeployment() throws Exception {
        assertThat(Manifests.the(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels())
                .isEqualTo(LABELS);
        assertThat(Stream.of(
                        Manifests.the(Deployment.class).getSpec().getSelector().getMatchLabels(),
                        Manifests.the(Service.class).getSpec().getSelector(),
                        Manifests.the(PodDisruptionBudget.class)
                                .getSpec()
                                .getSelector()
                                .getMatchLabels(),
                        Manifests.the(NetworkPolicy.class)
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels(),
                        Manifests.the(PodMonitor.class).getSpec().getSelector().getMatchLabels()))
                .containsOnly(LABELS);
        assertThat(Manifests.the(HorizontalPodAutoscaler.class)
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo(Manifests.the(Deployment.class).getMetadata().getName());
    }

    @Test
    void thePortsAreThoseOfTheImage() throws Exception {
        assertThat(container().getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly("http 8000", "admin 8001");
        assertThat(Project.read("Dockerfile")).contains("\nEXPOSE 8000 8001\n");
        assertThat(Manifests.the(Service.class).getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort()).isEqualTo(new IntOrString("http")));
    }

    @Test
    void noServiceOfTheNamespaceSetsAVariable() throws Exception {
        assertThat(pod().getEnableServiceLinks()).isFalse();
    }

    @Test
    void theProbesAskTheHealthCheckOfTheApplicationPort() throws Exception {
        assertProbe(container().getReadinessProbe(), "ready");
        assertProbe(container().getLivenessProbe(), "alive");
        assertProbe(container().getStartupProbe(), "alive");
    }

    private static void assertProbe(Probe probe, String type) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo("/health-check?type=" + type);
        assertThat(probe.getHttpGet().getPort()).isEqualTo(new IntOrString("http"));
    }

    @Test
    void thereIsTimeToDrainAndToFinishCallsInProgress() throws Exception {
        List<String> preStop = container().getLifecycle().getPreStop().getExec().getCommand();
        int pause = Integer.parseInt(preStop.get(1));
        Probe ready = container().getReadinessProbe();

        assertThat(preStop.get(0)).isEqualTo("bin/drain");
        assertThat(pause)
                .isGreaterThan(ready.getPeriodSeconds() * ready.getFailureThreshold())
                .isLessThan(MAX_DRAIN_SECONDS);
        assertThat(pod().getTerminationGracePeriodSeconds())
                .isGreaterThan(MAX_DRAIN_SECONDS
                        + Integer.parseInt(
                                Project.setting("shutdownGracePeriod").replace("s", "")));
    }

    @Test
    void aReplicaIsAddedBeforeOneIsTakenAway() throws Exception {
        var rolling = Manifests.the(Deployment.class).getSpec().getStrategy().getRollingUpdate();

        assertThat(rolling.getMaxUnavailable()).isEqualTo(new IntOrString(0));
        assertThat(rolling.getMaxSurge()).isEqualTo(new IntOrString(1));
        assertThat(Manifests.the(Deployment.class).getSpec().getReplicas())
                .as("left to the autoscaler")
                .isNull();
    }

    @Test
    void onlyMonitoringReachesTheAdminPort() throws Exception {
        var policy = Manifests.the(NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactly("Ingress");
        assertThat(policy.getIngress())
                .as("a rule without ports would open all")
                .allSatisfy(rule -> assertThat(rule.getPorts()).hasSize(1));
        assertThat(policy.getIngress().stream().filter(rule -> opens(rule, "admin")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom()).singleElement().satisfies(peer -> {
                    assertThat(peer.getIpBlock()).isNull();
                    assertThat(peer.getNamespaceSelector().getMatchLabels())
                            .containsExactly(Map.entry("kubernetes.io/metadata.name", "monitoring"));
                }));
        assertThat(policy.getIngress().stream().filter(rule -> opens(rule, "http")))
                .hasSize(1);
        assertThat(Manifests.the(Service.class).getSpec().getPorts())
                .noneMatch(port -> port.getTargetPort().equals(new IntOrString("admin")));
    }

    private static boolean opens(NetworkPolicyIngressRule rule, String port) {
        return rule.getPorts().stream().anyMatch(open -> open.getPort().equals(new IntOrString(port)));
    }

    @Test
    void prometheusAsksWhereTheMetricsAre() throws Exception {
        assertThat(Manifests.the(PodMonitor.class).getSpec().getPodMetricsEndpoints())
                .singleElement()
                .extracting(PodMetricsEndpoint::getPort, PodMetricsEndpoint::getPath)
                .containsExactly("admin", "/prometheus");
        assertThat(Project.read("deploy/prometheus/prometheus.yml")).contains("metrics_path: /prometheus\n");
    }

    @Test
    void theAutoscalerActsBeforeTheLimitDoes() throws Exception {
        int limit = Integer.parseInt(Manifests.the(ConfigMap.class).getData().get("REQUESTS_LIMIT"));
        var spec = Manifests.the(HorizontalPodAutoscaler.class).getSpec();

        assertThat(spec.getMetrics()).singleElement().satisfies(metric -> {
            assertThat(metric.getPods().getMetric().getName()).isEqualTo("smart_in_flight");
            assertThat(Integer.parseInt(
                            metric.getPods().getTarget().getAverageValue().getAmount()))
                    .isLessThan(limit);
        });
        assertThat(spec.getMinReplicas())
                .isGreaterThan(Manifests.the(PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal());
    }

    @Test
    void theVariablesAreThoseThatTheServiceKnows() throws Exception {
        String settings = Project.read("docs/operations.md");

        assertThat(Manifests.the(ConfigMap.class).getData().keySet())
                .contains("REMOTE_URL")
                .allSatisfy(name -> assertThat(settings).contains("`" + name + "`"));
        assertThat(container().getEnvFrom())
                .extracting(from -> from.getConfigMapRef() == null
                        ? from.getSecretRef().getName() + " "
                                + from.getSecretRef().getOptional()
                        : from.getConfigMapRef().getName())
                .containsExactly(Manifests.the(ConfigMap.class).getMetadata().getName(), "smart-admin true");
    }

    @Test
    void thePodIsAsTheImageExpects() throws Exception {
        var rights = container().getSecurityContext();

        assertThat(Project.read("Dockerfile"))
                .contains("\nUSER " + pod().getSecurityContext().getRunAsUser() + ":"
                        + pod().getSecurityContext().getRunAsGroup() + "\n");
        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container().getImage()).isEqualTo("smart:" + Project.version());
        assertThat(container().getVolumeMounts())
                .extracting(mount -> mount.getName() + " " + mount.getMountPath())
                .containsExactly("error-log /var/log/smart", "tmp /tmp");
        assertThat(container().getResources().getRequests().get("memory"))
                .isEqualTo(container().getResources().getLimits().get("memory"));
    }

    @Test
    void theVolumeHoldsAllThatTheErrorLogKeeps() throws Exception {
        Quantity size = pod().getVolumes().get(0).getEmptyDir().getSizeLimit();
        int files = 1 + Integer.parseInt(Project.setting("maxFiles"));
        int mebibytes = Integer.parseInt(Project.setting("maxFileSize").replace("MiB", ""));

        assertThat(Quantity.getAmountInBytes(size).longValueExact()).isGreaterThan(1024L * 1024 * files * mebibytes);
    }

    @Test
    void kubectlRendersIt() throws Exception {
        Path kubectl = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(kubectl).as("kubectl is installed").isNotNull();

        Process process = new ProcessBuilder(
                        kubectl.toString(),
                        "kustomize",
                        Project.ROOT.resolve("deploy/kubernetes").toString())
                .redirectErrorStream(true)
                .start();
        String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(rendered).isZero();
        assertThat(rendered.split("\n---\n", -1)).hasSameSizeAs(Manifests.all()).allSatisfy(document -> assertThat(
                        Manifests.read(Manifests.tree(document)).getMetadata().getLabels())
                .isEqualTo(LABELS));
    }
}
