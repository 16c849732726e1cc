package smart.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smart.testkit.JarCommand;

/** The mock as users start it: {@code java -jar smart-mock.jar}. */
final class MockProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("http://[^ ,;]+");

    private final Process process;
    private final BufferedReader output;
    private List<URI> urls = List.of();

    private MockProcess(List<String> jvmOptions, String... args) throws IOException {
        process = new ProcessBuilder(JarCommand.of("smart-mock.jar", jvmOptions, args))
                .redirectErrorStream(true)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts one that is expected to play, and waits until it does. */
    static MockProcess play(String... args) throws IOException {
        return play(List.of(), args);
    }

    /** The same with options of the JVM. */
    static MockProcess play(List<String> jvmOptions, String... args) throws IOException {
        var mock = new MockProcess(jvmOptions, args);
        try {
            mock.awaitUrls();
            return mock;
        } catch (Throwable e) {
            mock.close();
            throw e;
        }
    }

    private void awaitUrls() throws IOException {
        var said = new StringBuilder();
        for (var line = nextLine(); line != null; line = nextLine()) {
            said.append(line).append('\n');
            if (line.startsWith("smart-mock listens on")) {
                urls = URL.matcher(line)
                        .results()
                        .map(MatchResult::group)
                        .map(URI::create)
                        .toList();
                return;
            }
        }
        throw new IOException("the mock did not start: " + said);
    }

    /** Starts one of which nothing is expected yet. */
    static MockProcess start(List<String> jvmOptions, String... args) throws IOException {
        return new MockProcess(jvmOptions, args);
    }

    /** What it says next, or null if it says no more. Fails if it does neither for a minute. */
    String nextLine() {
        return assertTimeoutPreemptively(PATIENCE, output::readLine, "the mock says nothing, and does not end");
    }

    private String allLines() {
        return Stream.generate(this::nextLine).takeWhile(Objects::nonNull).collect(Collectors.joining("\n"));
    }

    /** Runs one that is expected to end by itself. */
    static Ended run(String... args) throws IOException, InterruptedException {
        try (var mock = start(List.of(), args)) {
            var said = mock.allLines();
            mock.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return new Ended(mock.process.exitValue(), said);
        }
    }

    /** How it ended, and all that it said. */
    record Ended(int exitCode, String output) {}

    /** The n-th port, in the order of the command line. */
    HttpCaller caller(int n) {
        return new HttpCaller(url(n));
    }

    URI url(int n) {
        return urls.get(n);
    }

    HttpCaller admin() {
        return caller(urls.size() - 1);
    }

    /** SIGTERM. What it says until it ends can still be read. */
    int terminate() throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
