package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that developers run on any machine, and what they say where something is missing. */
final class ScriptsTest {
    @TempDir
    private Path empty;

    @ParameterizedTest
    @ValueSource(strings = {"run", "dev", "bench", "train", "test-live", "needs", "kubernetes-rules"})
    void theyNeedNothingNewerThanBash3(String script) throws Exception {
        assertThat(Project.run(
                        "bash", "-n", Project.ROOT.resolve("bin/" + script).toString()))
                .isEmpty();
        assertThat(Project.read("bin/" + script))
                .as("bash 4 and newer")
                .doesNotContainPattern("wait -n|mapfile|readarray|declare -A|local -n|&>>|\\|&|coproc")
                .doesNotContainPattern("\\$\\{\\w+(@[A-Z]|,,?|\\^\\^?)}|%\\([^)]*\\)T|EPOCHSECONDS");
    }

    @Test
    void theMakefileNeedsNothingNewerThanMake381() throws Exception {
        assertThat(Project.read("Makefile").lines())
                .as("grouped targets, .ONESHELL, shell assignment, undefine: GNU make 3.82 and newer")
                .noneMatch(line -> line.matches(".*&:.*|\\.ONESHELL.*|\\S+ *!=.*|undefine.*|.*\\$\\(file .*"));
    }

    @Test
    void whatTheTestsLackIsSaidInOneLineWithTheWayToGetIt() throws Exception {
        for (String command : List.of("bash", "uname", "dirname")) {
            Files.createSymbolicLink(
                    empty.resolve(command), Project.command(command).orElseThrow());
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Project.command("bash").orElseThrow().toString(),
                        Project.ROOT.resolve("bin/needs").toString())
                .redirectErrorStream(true);
        builder.environment().put("PATH", empty.toString());
        Process process = builder.start();
        List<String> said = process.inputReader().lines().toList();

        assertThat(said).singleElement().asString().contains("chromium", "chromedriver", "promtool", "install");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void theVersionThatATagIsComparedWithIsTheProjectsOwn() throws Exception {
        assertThat(Project.run(Project.ROOT.resolve("bin/version").toString()).strip())
                .isEqualTo(Project.version());
    }

    @Test
    void everyScriptIsExecutable() throws Exception {
        try (Stream<Path> scripts = Files.list(Project.ROOT.resolve("bin"))) {
            assertThat(scripts).hasSizeGreaterThan(10).allMatch(Files::isExecutable);
        }
    }
}
