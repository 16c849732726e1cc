package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code deploy/kubernetes}, read strictly: a field that the API doesn't have, a required one that is missing and a value of a wrong
 * type are errors. The kinds of the cluster itself are checked by its own schemas too; those of operators by the model alone.
 */
final class Manifests {
    private static final Path FOLDER = Project.ROOT.resolve("deploy/kubernetes");
    private static final ObjectMapper YAML = new YAMLMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new Strict());
    private static final Map<Class<? extends HasMetadata>, Schema> KINDS = Map.of(
            ConfigMap.class, json -> V1ConfigMap.validateJsonElement(JsonParser.parseString(json)),
            Deployment.class, json -> V1Deployment.validateJsonElement(JsonParser.parseString(json)),
            Service.class, json -> V1Service.validateJsonElement(JsonParser.parseString(json)),
            PodDisruptionBudget.class, json -> V1PodDisruptionBudget.validateJsonElement(JsonParser.parseString(json)),
            HorizontalPodAutoscaler.class,
                    json -> V2HorizontalPodAutoscaler.validateJsonElement(JsonParser.parseString(json)),
            NetworkPolicy.class, json -> V1NetworkPolicy.validateJsonElement(JsonParser.parseString(json)),
            PodMonitor.class, json -> {},
            PrometheusRule.class, json -> {},
            HTTPRoute.class, json -> {});

    private Manifests() {}

    @FunctionalInterface
    private interface Schema {
        void check(String json) throws IOException;
    }

    /** The model keeps unknown fields in a map; without that they are errors. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated method) {
            return false;
        }
    }

    /** The only manifest of its kind, as it stands in the files. */
    static <T extends HasMetadata> T the(Class<T> kind) throws IOException {
        String name = HasMetadata.getKind(kind).toLowerCase(Locale.ROOT) + ".yaml";
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path file = files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
            return kind.cast(read(Files.readString(file)));
        }
    }

    /** The settings of the base. */
    static Map<String, String> settings() throws IOException {
        return Files.readAllLines(FOLDER.resolve("base/smart.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** What {@code kubectl kustomize} makes of a folder. */
    static List<HasMetadata> rendered(String folder) throws IOException, InterruptedException {
        Path kubectl = Project.command("kubectl")
                .orElseThrow(() -> new AssertionError("kubectl is not installed: bin/needs says how to get it"));
        Process process = new ProcessBuilder(
                        kubectl.toString(), "kustomize", FOLDER.resolve(folder).toString())
                .redirectErrorStream(true)
                .start();
        String rendered = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("kubectl kustomize " + folder + ": " + rendered);
        }
        List<HasMetadata> all = new ArrayList<>();
        for (String document : rendered.split("\n---\n", -1)) {
            all.add(read(document));
        }
        return List.copyOf(all);
    }

    static HasMetadata read(String yaml) throws IOException {
        JsonNode resource = YAML.readTree(yaml);
        for (Map.Entry<Class<? extends HasMetadata>, Schema> kind : KINDS.entrySet()) {
            if (HasMetadata.getKind(kind.getKey()).equals(resource.path("kind").asText())
                    && HasMetadata.getApiVersion(kind.getKey())
                            .equals(resource.path("apiVersion").asText())) {
                kind.getValue().check(resource.toString());
                return YAML.treeToValue(resource, kind.getKey());
            }
        }
        throw new IOException("no such kind: " + resource.path("apiVersion") + " " + resource.path("kind"));
    }
}
