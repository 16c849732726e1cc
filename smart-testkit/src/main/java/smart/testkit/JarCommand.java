package smart.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a jar in the root folder, for a test's process that starts fast and takes little memory. */
public final class JarCommand {
    private JarCommand() {}

    /** The root folder, which contains the built jars: the system property {@code smart.root}. */
    public static Path root() {
        return Path.of(System.getProperty("smart.root"));
    }

    /**
     * {@code java OPTIONS -jar JAR ARGUMENTS} with this JVM's own java. The given options override the default ones.
     */
    public static List<String> of(String jar, List<String> options, String... arguments) {
        Path file = root().resolve(jar).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:TieredStopAtLevel=1"));
        command.addAll(ClassArchive.options(file));
        command.addAll(options);
        command.addAll(List.of("-jar", file.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
