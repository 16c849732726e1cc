package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import smart.service.SmartProcess;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawExchange;

/** Calls whose id says what the backend does with them, so that what they and the notes must be is known. */
enum NotedCalls {
    SUCCESS(200, ""),
    STATUS(500, "status"),
    INVALID_JSON(502, "invalid_json"),
    TRUNCATED(502, "truncated");

    private static final Pattern NOTE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z request=(\\S+) attempt=1/1 kind=(\\w+) status=(?:-|\\d{3})"
                    + " elapsed_ms=\\d+ address=\\S+ detail=\".*\"");
    private static final int MOST_DELAY_NANOS = 10_000_000;
    private static final int CALLERS = 16;
    private static final int CALLS = 400;

    private final int status;
    private final String kind;

    NotedCalls(int status, String kind) {
        this.status = status;
        this.kind = kind;
    }

    /** The kind of the call with that id: a number after a dash, as {@link LoopingCallers} have it. */
    static NotedCalls of(String id) {
        return values()[Integer.parseInt(id.substring(id.indexOf('-') + 1)) % values().length];
    }

    /** The caller's status. */
    int status() {
        return status;
    }

    /** The note's kind; empty for none. */
    String kind() {
        return kind;
    }

    boolean isNoted() {
        return !kind.isEmpty();
    }

    /** The request's id, as the backend got it. */
    static String id(RawBackend.Request request) {
        return request.header("X-Request-Id").get(0);
    }

    /** The backend: what the id says, after up to 10 ms. */
    static void answer(RawExchange exchange) throws IOException {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(MOST_DELAY_NANOS));
        String id = id(exchange.request());
        switch (of(id)) {
            case SUCCESS -> RawBackend.Reply.json("\"" + id + "\"").to(exchange);
            case STATUS -> exchange.send("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            case INVALID_JSON -> RawBackend.Reply.json("no JSON").to(exchange);
            case TRUNCATED -> {
                exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n\"");
                exchange.close();
            }
        }
    }

    /** The service in front of that backend, with an error log that is rolled now and then. */
    static SmartProcess start(Path folder, RawBackend backend) throws IOException {
        backend.reply(NotedCalls::answer);
        Path file = Files.writeString(folder.resolve("smart.yml"), "errorLog: {maxFileSize: 16KiB, maxFiles: 20}\n");
        Map<String, String> variables =
                Map.of("REMOTE_URL", backend.url().toString(), "PORT_NUMBER", "0", "ADMIN_PORT", "0");
        return SmartProcess.startWith(List.of("-XX:+UseSerialGC"), folder, variables, "server", file.toString());
    }

    /** Callers, once they are in full swing. */
    static LoopingCallers load(SmartProcess smart, RawBackend backend) {
        LoopingCallers callers = new LoopingCallers(smart.url("/"), CALLERS, Duration.ZERO);
        Await.until("many calls", () -> backend.requests().size() > CALLS);
        return callers;
    }

    /** The kind of the note for each id in the error log's files in that folder; each line must be a whole note, and the only one. */
    static Map<String, String> notes(Path folder) throws IOException {
        Map<String, String> notes = new HashMap<>();
        for (Path file : files(folder)) {
            String text = Files.readString(file);
            assertThat(text.isEmpty() || text.endsWith("\n"))
                    .as("the end of " + file.getFileName())
                    .isTrue();
            text.lines().forEach(line -> {
                Matcher note = NOTE.matcher(line);
                assertThat(note.matches()).as("a whole note: " + line).isTrue();
                assertThat(notes.put(note.group(1), note.group(2)))
                        .as("another note for " + note.group(1))
                        .isNull();
            });
        }
        return notes;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("backend_errors"))
                    .toList();
        }
    }
}
