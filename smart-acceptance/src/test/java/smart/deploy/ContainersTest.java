package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Dockerfiles and compose files have to agree with other files; {@code bin/check-images} builds and runs them. */
final class ContainersTest {
    private static final Pattern VARIABLE = Pattern.compile("`([A-Z][A-Z_]{3,})`");
    private static final Set<String> FIXED = Set.of("HOST", "PORT_NUMBER", "ADMIN_HOST", "ADMIN_PORT", "ERROR_LOG");
    private static final String PINNED = "docker\\.io/[a-z/-]+:v?\\d+\\.\\d+\\.\\d+[^ ]*";

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.develop", "Dockerfile.mockserver"})
    void everyBaseIsPinnedOrAStageOfItsOwn(String file) throws Exception {
        Set<String> stages = new HashSet<>();
        assertThat(instructions(file, "FROM")).isNotEmpty().allSatisfy(from -> {
            String[] words = from.split(" ", -1);
            assertThat(words[0]).satisfiesAnyOf(base -> assertThat(base).matches(PINNED), base -> assertThat(stages)
                    .contains(base));
            if (words.length == 3) {
                stages.add(words[2]);
            }
        });
    }

    @Test
    void whatTheImagesCopyExists() throws Exception {
        for (String file : List.of("Dockerfile", "Dockerfile.mockserver")) {
            assertThat(instructions(file, "COPY").stream().filter(copy -> !copy.startsWith("--from")))
                    .isNotEmpty()
                    .allSatisfy(copy -> {
                        List<String> files = List.of(copy.split(" ", -1));
                        assertThat(files.subList(0, files.size() - 1))
                                .allSatisfy(source -> assertThat(Project.ROOT.resolve(source))
                                        .exists()
                                        .satisfies(path -> assertThat(Files.isExecutable(path))
                                                .isEqualTo(source.startsWith("bin/") || Files.isDirectory(path))));
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.mockserver"})
    void theLabelsAreThoseOfTheProject(String file) throws Exception {
        assertThat(instructions(file, "LABEL"))
                .singleElement()
                .asString()
                .contains("org.opencontainers.image.version=\"" + Project.version() + "\"")
                .contains("org.opencontainers.image.source=\"" + Project.url() + "\"")
                .contains("org.opencontainers.image.base.name=\""
                        + instructions(file, "FROM").get(1).split(" ", -1)[0] + "\"");
    }

    @Test
    void productionFitsTheImageTheConfigurationAndTheVersion() throws Exception {
        JsonNode smart = compose("docker-compose.yml").at("/services/smart");
        String settings = Project.read("docs/settings.md");

        assertThat(smart.path("image").asText()).isEqualTo("smart:" + Project.version());
        assertThat(texts(smart.path("ports")).map(port -> port.substring(port.lastIndexOf(':') + 1)))
                .as("what the image listens on")
                .containsExactly(instructions("Dockerfile", "EXPOSE").get(0).split(" ", -1));
        assertThat(texts(smart.path("volumes")))
                .as("the volume of the image")
                .containsExactly(
                        "error-log:" + instructions("Dockerfile", "VOLUME").get(0));
        assertThat(smart.path("environment").fieldNames())
                .toIterable()
                .as("the variables of docs/settings.md, without those that the image and the ports fix")
                .containsExactlyInAnyOrderElementsOf(VARIABLE.matcher(settings)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !FIXED.contains(name))
                        .collect(Collectors.toSet()));
    }

    /** Variables override a file, and an empty one counts as not set. */
    @Test
    void onlyTheDocumentedDefaultOfComposeOverridesAMountedFile() throws Exception {
        JsonNode environment = compose("docker-compose.yml").at("/services/smart/environment");
        List<String> overriding = environment
                .propertyStream()
                .filter(variable -> !variable.getValue().isNull())
                .filter(variable -> !variable.getValue().asText().matches("\\$\\{\\w+(:-}|:\\?.*})"))
                .map(variable -> variable.getKey() + " = " + variable.getValue().asText())
                .toList();

        assertThat(overriding).containsExactly("REQ_TIMEOUT = ${REQ_TIMEOUT:-5}");
        assertThat(Project.read("docs/containers.md"))
                .contains("without `REQUEST_TIMEOUT` and `REQ_TIMEOUT` the timeout is 5 s");
    }

    /** They replace the image's own, without which nobody outside the container reaches the mock. */
    @Test
    void whoeverGivesOptionsToTheMocksImageIsToldToNameTheHostToo() throws Exception {
        assertThat(instructions("Dockerfile.mockserver", "CMD")).containsExactly("[\"--host\", \"0.0.0.0\"]");
        assertThat(Project.read("docs/containers.md").lines())
                .filteredOn(line -> line.matches(" +docker run .* smart-mock --.*"))
                .isNotEmpty()
                .allMatch(line -> line.contains(" smart-mock --host 0.0.0.0 "));
    }

    @Test
    void theAdminPortIsPublishedOnLoopbackAlone() throws Exception {
        String admin = ":" + Project.setting("adminPort");

        assertThat(texts(compose("docker-compose.yml").at("/services/smart/ports")))
                .filteredOn(port -> port.endsWith(admin))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(compose("docker-compose.develop.yml").path("services"))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(texts(service.path("ports")))
                        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    void whatTheDevelopmentFilesMountAndRunIsThereAndPinned() throws Exception {
        for (JsonNode service : compose("docker-compose.develop.yml").path("services")) {
            assertThat(texts(service.path("volumes")).filter(volume -> volume.startsWith("./")))
                    .allSatisfy(volume -> assertThat(Project.ROOT.resolve(volume.substring(2, volume.indexOf(':'))))
                            .exists());
            if (service.has("image")) {
                assertThat(service.path("image").asText()).matches(PINNED);
            } else {
                assertThat(Project.ROOT.resolve(service.at("/build/dockerfile").asText()))
                        .isRegularFile();
            }
        }
    }

    private static List<String> instructions(String file, String name) throws IOException {
        return Project.read(file)
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).replaceAll(" +", " "))
                .toList();
    }

    private static JsonNode compose(String file) throws IOException {
        return new YAMLMapper().readTree(Project.read(file));
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}
