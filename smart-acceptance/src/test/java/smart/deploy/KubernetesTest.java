package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where two files have to agree: manifests with one another, with the image, with {@code config.yml} and with the docs. */
final class KubernetesTest {
    private static PodSpec pod() throws Exception {
        return Manifests.the(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container() throws Exception {
        return pod().getContainers().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a, readinesProbe: {}}",
                "{image: a}",
                "{name: a, ports: [{containerPort: {}}]}",
                "{name: a, ports: [{name: http}]}",
                "{name: a, env: [{value: b}]}"
            })
    void whatTheApiWouldRefuseFails(String container) {
        String deployment =
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {}, template: "
                        + "{spec: {containers: [%s]}}}}";

        assertThatThrownBy(() -> Manifests.read(deployment.formatted(container)))
                .isInstanceOfAny(JsonProcessingException.class, IllegalArgumentException.class);
    }

    @Test
    void thereIsTimeToDrainAndToFinishCallsInProgress() throws Exception {
        List<String> preStop = container().getLifecycle().getPreStop().getExec().getCommand();
        int pause = Integer.parseInt(preStop.get(1));
        Probe ready = container().getReadinessProbe();

        assertThat(Project.ROOT.resolve(preStop.get(0))).isExecutable();
        assertThat(pause).isGreaterThan(ready.getPeriodSeconds() * ready.getFailureThreshold());
        assertThat(pod().getTerminationGracePeriodSeconds())
                .isGreaterThan(pause + Project.seconds(Project.setting("shutdownGracePeriod")));
    }

    @Test
    void theAutoscalerActsBeforeTheLimitDoesAndBeforeAVoluntaryDisruptionTakesAll() throws Exception {
        int limit = Integer.parseInt(Manifests.settings().get("REQUESTS_LIMIT"));
        var spec = Manifests.the(HorizontalPodAutoscaler.class).getSpec();
        int disrupted = Manifests.the(PodDisruptionBudget.class)
                .getSpec()
                .getMaxUnavailable()
                .getIntVal();

        assertThat(spec.getMetrics()).singleElement().satisfies(metric -> assertThat(Integer.parseInt(
                        metric.getPods().getTarget().getAverageValue().getAmount()))
                .isLessThan(limit));
        assertThat(spec.getMinReplicas()).isGreaterThan(disrupted);
        assertThat(Manifests.the(Deployment.class).getSpec().getReplicas()).isGreaterThan(disrupted);
        assertThat(Project.read("deploy/kubernetes/components/autoscaling/prometheus-adapter.yaml"))
                .contains("seriesQuery: "
                        + spec.getMetrics().get(0).getPods().getMetric().getName() + "{");
    }

    @Test
    void theLimitCountsTheReplicaThatAnUpdateAdds() throws Exception {
        int limit = Integer.parseInt(Manifests.settings().get("REQUESTS_LIMIT"));
        int replicas = Manifests.the(HorizontalPodAutoscaler.class).getSpec().getMaxReplicas()
                + Manifests.the(Deployment.class)
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxSurge()
                        .getIntVal();

        assertThat(Project.read("docs/scaling.md"))
                .as("the table of what is divided")
                .containsPattern("\\| " + limit * replicas + " \\| " + (replicas - 1) + " \\| " + limit + " \\|");
        assertThat(Project.read("deploy/kubernetes/example/kustomization.yaml"))
                .contains("REQUESTS_LIMIT=" + limit + "\n")
                .contains("It bears " + limit * replicas + " calls");
    }

    @Test
    void theVariablesAreThoseThatTheServiceKnows() throws Exception {
        String settings = Project.read("docs/settings.md");

        assertThat(Manifests.settings().keySet()).contains("REMOTE_URL").allSatisfy(name -> assertThat(settings)
                .contains("`" + name + "`"));
        assertThat(container().getEnv().get(0).getName()).satisfies(name -> {
            assertThat(settings).contains("`" + name + "`");
            assertThat(container().getEnv().get(1).getValue()).contains("$(" + name + ")");
        });
    }

    @Test
    void thePodRunsAsTheUserAndOnThePortsOfTheImage() throws Exception {
        assertThat(Project.read("Dockerfile"))
                .contains("\nUSER " + pod().getSecurityContext().getRunAsUser() + ":"
                        + pod().getSecurityContext().getRunAsGroup() + "\n")
                .contains("\nEXPOSE " + container().getPorts().get(0).getContainerPort() + " "
                        + container().getPorts().get(1).getContainerPort() + "\n")
                .contains("\nVOLUME " + container().getVolumeMounts().get(0).getMountPath() + "\n");
        assertThat(Project.read("deploy/kubernetes/base/kustomization.yaml"))
                .contains("newTag: " + Project.version() + "\n");
    }

    @Test
    void theVolumeHoldsAllThatTheErrorLogKeepsAndTheDiskBothVolumes() throws Exception {
        long errorLog = bytes(pod().getVolumes().get(0).getEmptyDir().getSizeLimit());
        long tmp = bytes(pod().getVolumes().get(1).getEmptyDir().getSizeLimit());
        int files = 1 + Integer.parseInt(Project.setting("maxFiles"));
        int mebibytes = Integer.parseInt(Project.setting("maxFileSize").replace("MiB", ""));

        assertThat(errorLog).isGreaterThan(1024L * 1024 * files * mebibytes);
        assertThat(bytes(container().getResources().getLimits().get("ephemeral-storage")))
                .isGreaterThan(errorLog + tmp);
    }

    @Test
    void theBackendsPortIsOpenAndTheGatewayWaitsLongerThanTheService() throws Exception {
        int port = URI.create(Manifests.settings().get("REMOTE_URL")).getPort();
        int timeout = Integer.parseInt(Manifests.settings().get("REQUEST_TIMEOUT"));
        var route = Manifests.the(HTTPRoute.class).getSpec().getRules().get(0);

        assertThat(Manifests.the(NetworkPolicy.class).getSpec().getEgress())
                .anySatisfy(rule -> assertThat(rule.getPorts())
                        .anyMatch(open -> open.getPort().equals(new IntOrString(port))));
        assertThat(Project.seconds(route.getTimeouts().getRequest())).isGreaterThan(timeout);
    }

    @Test
    void theAlertsAreThoseOfTheRulesFile() throws Exception {
        assertThat(Project.read("deploy/kubernetes/components/monitoring/prometheusrule.yaml"))
                .as("make rules")
                .isEqualTo(
                        Project.run(Project.ROOT.resolve("bin/kubernetes-rules").toString()));
    }

    private static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValueExact();
    }
}
