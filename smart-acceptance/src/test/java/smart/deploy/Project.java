package smart.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that deployments are made of, and what they say. */
final class Project {
    static final Path ROOT = Path.of(System.getProperty("smart.root"));

    private Project() {}

    static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** The version in the parent's {@code pom.xml}. */
    static String version() throws IOException {
        return first(read("pom.xml"), "<artifactId>smart-parent</artifactId>\\s*<version>([^<]+)</version>");
    }

    /** Where the project is, by the parent's {@code pom.xml}. */
    static String url() throws IOException {
        return first(read("pom.xml"), "(?m)^  <url>([^<]+)</url>");
    }

    /** The program of that name on the path, or where Debian keeps servers. */
    static Optional<Path> command(String name) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A value of {@code config.yml}, by the last part of its key. */
    static String setting(String key) throws IOException {
        return first(read("config.yml"), "(?m)^ *" + key + ": (\\S+)");
    }

    /** {@code 30s} as a number. */
    static int seconds(String text) {
        return Integer.parseInt(text.replace("s", ""));
    }

    /** What the command prints, where it succeeds. */
    static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The first group of the pattern where it first matches. */
    static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("nothing matches " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
