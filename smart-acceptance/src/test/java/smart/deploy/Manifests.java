package smart.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code deploy/kubernetes}, read with a client's model and strictly: a field that the API does not have fails. */
final class Manifests {
    private static final Path FOLDER = Path.of(System.getProperty("smart.root"), "deploy", "kubernetes");
    private static final ObjectMapper YAML = new YAMLMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new Strict());
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ConfigMap.class,
            Deployment.class,
            Service.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class,
            NetworkPolicy.class,
            PodMonitor.class);

    private static final List<HasMetadata> ALL = readAll();

    private Manifests() {}

    /** The model keeps unknown fields in a map; without that they are errors. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated method) {
            return false;
        }
    }

    /** All that {@code kustomization.yaml} lists, in its order; read once, as the model is large. */
    static List<HasMetadata> all() {
        return ALL;
    }

    private static List<HasMetadata> readAll() {
        try {
            List<HasMetadata> all = new ArrayList<>();
            for (JsonNode file :
                    YAML.readTree(FOLDER.resolve("kustomization.yaml").toFile()).path("resources")) {
                all.add(read(YAML.readTree(FOLDER.resolve(file.asText()).toFile())));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of all, by its kind. */
    static <T extends HasMetadata> T the(Class<T> kind) {
        return kind.cast(all().stream().filter(kind::isInstance).findFirst().orElseThrow());
    }

    static HasMetadata read(JsonNode resource) throws IOException {
        for (Class<? extends HasMetadata> kind : KINDS) {
            if (HasMetadata.getKind(kind).equals(resource.path("kind").asText())
                    && HasMetadata.getApiVersion(kind)
                            .equals(resource.path("apiVersion").asText())) {
                return YAML.treeToValue(resource, kind);
            }
        }
        throw new IOException("no such kind: " + resource.path("apiVersion") + " " + resource.path("kind"));
    }

    static JsonNode tree(String yaml) throws IOException {
        return YAML.readTree(yaml);
    }
}
