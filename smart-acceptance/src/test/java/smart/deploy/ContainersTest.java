package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles and the compose files; {@code bin/check-images} builds and runs them. */
final class ContainersTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.develop", "Dockerfile.mockserver"})
    void signalsReachTheProcessWhichIsNotRoot(String file) throws Exception {
        assertThat(Stream.concat(instructions(file, "ENTRYPOINT").stream(), instructions(file, "CMD").stream()))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).as("exec form").matches("\\[\".*\"]"));
        assertThat(instructions(file, "USER"))
                .singleElement()
                .asString()
                .matches("\\d+:\\d+|\\$\\{USER_ID}:\\$\\{GROUP_ID}")
                .doesNotStartWith("0");
    }

    @Test
    void whatTheImagesCopyExists() throws Exception {
        assertThat(instructions("Dockerfile", "COPY").stream().filter(copy -> copy.startsWith("bin/")))
                .isNotEmpty()
                .allSatisfy(copy -> {
                    List<String> files = List.of(copy.split(" ", -1));
                    assertThat(files.subList(0, files.size() - 1))
                            .allSatisfy(file -> assertThat(Files.isExecutable(Project.ROOT.resolve(file)))
                                    .as(file)
                                    .isTrue());
                });
    }

    @Test
    void productionIsLockedDownAndItsAdminPortStaysOnTheHost() throws Exception {
        JsonNode smart = compose("docker-compose.yml").at("/services/smart");

        assertThat(smart.path("image").asText()).isEqualTo("smart:" + Project.version());
        assertThat(texts(smart.path("ports"))).containsExactly("8000:8000", "127.0.0.1:8001:8001");
        assertThat(smart.path("read_only").asBoolean()).isTrue();
        assertThat(texts(smart.path("cap_drop"))).containsExactly("ALL");
        assertThat(texts(smart.path("volumes"))).containsExactly("error-log:/var/log/smart");
        assertThat(smart.at("/environment/REMOTE_URL").asText()).startsWith("${REMOTE_URL:?");
        assertThat(smart.at("/environment/REQ_TIMEOUT").asText()).isEqualTo("${REQ_TIMEOUT:-5}");
        assertThat(smart.at("/environment/REQ_LIMIT").asText()).isEqualTo("${REQ_LIMIT:-100}");
        assertThat(smart.at("/environment/WORKERS").asText()).isEqualTo("${WORKERS:-8}");
        assertThat(seconds(smart.path("stop_grace_period").asText()))
                .isGreaterThan(seconds(Project.setting("shutdownGracePeriod")));
    }

    @Test
    void developmentHasTheMockBesideItAndMetricsOnDemand() throws Exception {
        JsonNode services = compose("docker-compose.develop.yml").path("services");
        JsonNode smart = services.path("smart");

        assertThat(smart.at("/build/args/USER_ID").asText()).isEqualTo("${USER_ID:-1000}");
        assertThat(smart.at("/build/args/GROUP_ID").asText()).isEqualTo("${GROUP_ID:-1000}");
        assertThat(smart.at("/environment/DEBUG").asText()).isEqualTo("1");
        assertThat(smart.at("/environment/REMOTE_URL").asText()).isEqualTo("http://mock:8080");
        assertThat(smart.at("/environment/TEST_URL").asText()).isEqualTo("http://localhost:8000");
        assertThat(services.has("mock")).isTrue();
        for (String extra : List.of("prometheus", "grafana")) {
            assertThat(texts(services.path(extra).path("profiles"))).as(extra).containsExactly("metrics");
            assertThat(services.path(extra).path("image").asText()).matches(PINNED);
        }
        assertThat(services).allSatisfy(service -> assertThat(texts(service.path("ports")))
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    void whatTheDevelopmentFilesMountExists() throws Exception {
        for (JsonNode service : compose("docker-compose.develop.yml").path("services")) {
            assertThat(texts(service.path("volumes")).stream().filter(volume -> volume.startsWith("./")))
                    .allSatisfy(volume -> assertThat(Project.ROOT.resolve(volume.substring(2, volume.indexOf(':'))))
                            .exists());
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

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static int seconds(String text) {
        return Integer.parseInt(text.replace("s", ""));
    }
}
