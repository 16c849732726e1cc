package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive that {@code bin/dist} packs, unpacked as its users would. */
final class DistIT {
    private static final Pattern LINK = Pattern.compile("(?:]\\(|src=\"|href=\")([^)\"\\s]+)");

    @TempDir
    private static Path folder;

    private static Path archive;
    private static Path unpacked;

    @BeforeAll
    static void pack() throws Exception {
        archive = Path.of(Project.run(Project.ROOT.resolve("bin/dist").toString(), folder.toString())
                .strip());
        Project.run("tar", "-xzf", archive.toString(), "-C", folder.toString());
        unpacked = folder.resolve("smart-" + Project.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "smart-mock", "smart-bench"})
    void everyToolStartsAndSaysItsVersion(String tool) throws Exception {
        assertThat(Project.run(unpacked.resolve("bin/" + tool).toString(), "--version"))
                .containsPattern("(^| )" + Project.version() + "\\+([0-9a-f]{12}|unknown)\n");
        assertThat(unpacked.resolve("share/man/man1/" + tool + ".1")).content().contains("\n.Nm " + tool + "\n");
    }

    @Test
    void theBenchmarksManualAndCompletionKnowItsOptions() throws Exception {
        assertThat(unpacked.resolve("share/man/man1/smart-bench.1")).content().contains("\\-\\-threads");
        Path completion = unpacked.resolve("share/bash-completion/completions/smart-bench");
        assertThat(completion).content().contains("--threads");
        assertThat(Project.run("bash", "-n", completion.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "smart-mock", "smart-bench"})
    void everyJarListsTheLicencesOfItsLibraries(String tool) throws Exception {
        try (JarFile jar = new JarFile(unpacked.resolve("lib/" + tool + ".jar").toFile());
                InputStream list = jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.txt"))) {
            assertThat(new String(list.readAllBytes(), UTF_8).lines().filter(line -> line.startsWith("     (")))
                    .hasSizeGreaterThan(10)
                    .anySatisfy(line -> assertThat(line).contains("Apache", "com.fasterxml.jackson.core:jackson-core:"))
                    .noneSatisfy(line -> assertThat(line).containsAnyOf("Unknown license", "(io.github.smart:"));
        }
    }

    @Test
    void anUpdateChangesTheLinkAndNoFileOfTheVersionThatRuns() throws Exception {
        Path opt = Files.createDirectory(folder.resolve("opt"));
        String version = Project.version();
        List<String> steps = Files.readString(unpacked.resolve("share/doc/INSTALL"))
                .lines()
                .filter(line -> line.matches(" +(tar|ln|mv) .*"))
                .map(line -> line.strip()
                        .replace("smart-VERSION.tar.gz", archive.toString())
                        .replace("VERSION", version)
                        .replace("/opt", opt.toString()))
                .toList();
        Path old = Files.createDirectories(opt.resolve("smart-0.9.0"));
        Files.createSymbolicLink(opt.resolve("smart"), old.getFileName());

        assertThat(steps).hasSize(3);
        for (String step : steps) {
            Project.run(step.split(" ", -1));
        }

        assertThat(old).as("the old version").isEmptyDirectory();
        assertThat(Project.run(opt.resolve("smart/bin/smart").toString(), "--version"))
                .contains(Project.version());
    }

    /** A document may link to a file, a folder or an image, each by its place in the sources. */
    @Test
    void everyRelativeLinkOfTheDocumentsLeadsToAPackedFile() throws Exception {
        List<Path> documents;
        try (Stream<Path> files = Files.walk(unpacked.resolve("share/doc"))) {
            documents = files.filter(file -> file.toString().endsWith(".md")).toList();
        }
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : documents) {
            for (String link : relativeLinks(Files.readString(document))) {
                links++;
                if (!Files.exists(document.resolveSibling(link))) {
                    dead.add(unpacked.relativize(document) + ": " + link);
                }
            }
        }

        assertThat(dead).isEmpty();
        assertThat(links).as("links found").isGreaterThan(50);
        assertThat(documents).as("packed documents").hasSizeGreaterThan(15);
    }

    private static List<String> relativeLinks(String markdown) {
        return LINK.matcher(markdown)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> !link.isEmpty())
                .toList();
    }

    @Test
    void theSameJarsGiveTheSameBytes() throws Exception {
        Path again = Path.of(Project.run(
                        Project.ROOT.resolve("bin/dist").toString(),
                        folder.resolve("again").toString())
                .strip());

        assertThat(Files.mismatch(archive, again)).isEqualTo(-1);
    }

    @Test
    void theUnitIsValidAndHardened() throws Exception {
        requireInstalled("systemd-analyze");
        String unit = Files.readString(unpacked.resolve("lib/systemd/system/smart.service"));
        // Where the archive would be: the check wants the program to exist.
        Path here = folder.resolve("smart.service");
        Files.writeString(here, unit.replace("ExecStart=/opt/smart/", "ExecStart=" + unpacked + "/"));

        assertThat(Project.run("systemd-analyze", "verify", "--man=no", here.toString()))
                .isEmpty();
        assertThat(Project.run(
                        "systemd-analyze",
                        "security",
                        "--offline=true",
                        "--threshold=20",
                        "--no-pager",
                        here.toString()))
                .contains("Overall exposure level");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "smart-mock", "smart-bench"})
    void theManualNamesAPackedDocument(String tool) throws Exception {
        String document = Project.first(Files.readString(Path.of(page(tool))), "\\n\\.Pa (share/doc/\\S+)");
        assertThat(unpacked.resolve(document)).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smart", "smart-mock", "smart-bench"})
    void theManualHasNoMistake(String tool) throws Exception {
        requireInstalled("man");

        assertThat(Project.run("sh", "-c", "man --warnings -E UTF-8 -l \"$0\" 2>&1 >/dev/null", page(tool)))
                .isEmpty();
    }

    private static String page(String tool) {
        return unpacked.resolve("share/man/man1/" + tool + ".1").toString();
    }

    private static void requireInstalled(String command) {
        assumeThat(Project.command(command)).as(command + " is installed").isPresent();
    }
}
