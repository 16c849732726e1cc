package smart.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a jar loads at its start, which halves the start of a test's process. It is created
 * once per jar and JVM, in {@code target/class-archives} of the root folder, by a start with the arguments below.
 */
final class ClassArchive {
    private static final Map<String, Start> STARTS = Map.of(
            "smart.jar",
            // The warm-up loads the classes of a call.
            new Start(
                    "ready after ",
                    Map.of("WARM_UP", "1s", "ADMIN_PORT", "0"),
                    List.of("run", "--port", "0", "http://127.0.0.1:9")),
            "smart-mock.jar",
            new Start("http://127.0.0.1:", Map.of(), List.of("--port", "0", "--admin-port", "0")));

    /** A start that takes longer has failed, or prints another text when it is up. */
    private static final int MOST_MINUTES = 3;

    /** The text that a process prints when it is up, its variables and its arguments. */
    private record Start(String up, Map<String, String> variables, List<String> arguments) {}

    private ClassArchive() {}

    /** The JVM option for the archive of that jar; none for a jar that only prints something. Thread-safe. */
    static synchronized List<String> options(Path jar) {
        Start start = STARTS.get(jar.getFileName().toString());
        if (start == null) {
            return List.of();
        }
        try {
            Path folder = Files.createDirectories(JarCommand.root().resolve("target/class-archives"));
            Path archive = folder.resolve(jar.getFileName() + "-" + Runtime.version() + ".jsa");
            // Tests run in several JVMs: the first one creates the archive, the others wait.
            try (FileChannel lockFile = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lockFile.lock()) {
                Objects.requireNonNull(lock);
                if (Files.notExists(archive)
                        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0) {
                    make(archive, jar, start);
                }
            }
            return List.of("-XX:SharedArchiveFile=" + archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void make(Path archive, Path jar, Start start) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path scratch = Files.createDirectories(archive.resolveSibling("start"));
        List<String> command = new ArrayList<>(List.of(
                JarCommand.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + archive,
                "-jar",
                jar.toString()));
        command.addAll(start.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(scratch.toFile()).redirectErrorStream(true);
        builder.environment().putAll(start.variables());
        Process process = builder.start();
        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.contains(start.up())) {
                    // SIGTERM: the JVM writes the archive at its exit. Process.destroy() would close its output.
                    process.toHandle().destroy();
                }
            }
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        if (Files.notExists(archive)) {
            throw new IOException("no archive of the classes of " + jar.getFileName() + ": " + said);
        }
    }
}
