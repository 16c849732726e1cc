package smart.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smart.testkit.JarCommand;

/** A jar of the root folder as a process of its own, killed at the end. */
final class JarProcess implements AutoCloseable {
    private static final Set<String> KEPT_VARIABLES = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    private JarProcess(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts {@code java -jar JAR ARGUMENTS} with these variables; the folder takes its files. */
    static JarProcess start(Path folder, Map<String, String> variables, String jar, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JarCommand.of(jar, List.of(), arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(KEPT_VARIABLES);
        builder.environment().putAll(variables);
        return new JarProcess(builder.start());
    }

    /** The URL whose port is the first group of {@code pattern}, in a line that the process has printed; waits for that line. */
    URI url(Pattern pattern) throws IOException {
        for (int next = 0; ; next++) {
            if (next == said.size()) {
                String line = output.readLine();
                if (line == null) {
                    throw new IOException("it ended early: " + String.join("\n", said));
                }
                said.add(line);
            }
            Matcher matcher = pattern.matcher(said.get(next));
            if (matcher.find()) {
                return URI.create("http://127.0.0.1:" + matcher.group(1));
            }
        }
    }

    /** From now on nobody needs what it prints; it must be read all the same, or the process would wait. */
    void ignoreOutput() {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "output");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
