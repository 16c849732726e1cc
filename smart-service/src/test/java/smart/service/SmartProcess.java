package smart.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smart.testkit.Await;
import smart.testkit.JarCommand;

/** {@code java -jar smart.jar} as a process of its own, in a folder of its own. */
public final class SmartProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (.*), admin port on (.*)");
    private static final Pattern PORT = Pattern.compile(":(\\d+)(?= |$)");
    private static final List<String> VARIABLES = List.of(
            "PORT_NUMBER",
            "HOST",
            "ADMIN_PORT",
            "ADMIN_HOST",
            "ADMIN_USER",
            "ADMIN_PASSWORD",
            "ADMIN_HOSTS",
            "WORKERS",
            "WARM_UP",
            "REMOTE_URL",
            "REQUEST_TIMEOUT",
            "REQ_TIMEOUT",
            "REQUIRE_JSON",
            "MAX_RESPONSE_SIZE",
            "REQUESTS_LIMIT",
            "REQ_LIMIT",
            "REJECT_STATUS",
            "ERROR_LOG",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            "OTEL_RESOURCE_ATTRIBUTES",
            "OTEL_SERVICE_NAME",
            "OTEL_TRACES_SAMPLER",
            "OTEL_TRACES_SAMPLER_ARG",
            "TRACING_UI",
            "LOG_LEVEL",
            "DEBUG");

    private final Process process;
    private final Path folder;

    private SmartProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts {@code java -jar smart.jar} with these arguments and variables; the folder takes its files. */
    public static SmartProcess start(Path folder, Map<String, String> variables, String... arguments)
            throws IOException {
        return startWith(List.of(), folder, variables, arguments);
    }

    /** As {@link #start}, with options for the JVM. */
    public static SmartProcess startWith(
            List<String> options, Path folder, Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JarCommand.of("smart.jar", options, arguments))
                .directory(folder.toFile())
                .redirectOutput(new File(folder.toFile(), "out"))
                .redirectError(new File(folder.toFile(), "err"));
        VARIABLES.forEach(builder.environment()::remove);
        builder.environment().put("WARM_UP", "0s");
        builder.environment().putAll(variables);
        return new SmartProcess(builder.start(), folder);
    }

    /** What it wrote to stdout so far. */
    public String out() {
        return read("out");
    }

    /** What it wrote to stderr so far. */
    public String err() {
        return read("err");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application's URL, once it is known. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + ports("application").get(0) + path);
    }

    /** The admin port's URL, once it is known. */
    public URI adminUrl(String path) {
        return URI.create("http://127.0.0.1:" + ports("admin").get(0) + path);
    }

    /** The ports of {@code application} or {@code admin}, read from the log once the service is up. */
    public List<Integer> ports(String connector) {
        Await.until("the service listens: " + err(), () -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended with " + process.exitValue() + ": " + err() + out());
            }
            return LISTENING.matcher(out()).find();
        });
        Matcher listening = LISTENING.matcher(out());
        assertThat(listening.find()).isTrue();
        return PORT.matcher(listening.group(connector.equals("admin") ? 2 : 1))
                .results()
                .map(port -> Integer.valueOf(port.group(1)))
                .toList();
    }

    public long pid() {
        return process.pid();
    }

    /** Asks it to stop (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code; waits for it. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after 60 s: " + err() + out());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
