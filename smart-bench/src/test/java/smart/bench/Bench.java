package smart.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the command in this JVM, with its files in a folder of the test. */
final class Bench {
    /** A single round: nothing here depends on the speed of the generator. */
    static final Duration WARM_UP = Duration.ofMillis(1);

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Bench(Path folder) {
        this.folder = folder;
    }

    ExitCode run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--output", folder.resolve("report").toString()));
        return new BenchCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), WARM_UP)
                .run(all.toArray(String[]::new));
    }

    JsonNode level(int index) throws IOException {
        return json("report").get("levels").get(index);
    }

    JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve(name + ".json")));
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }

    /** Whether every request that was sent is in one of the four accounts. */
    static boolean adds(JsonNode level) {
        return level.get("sent").asLong()
                == level.get("succeeded").asLong()
                        + level.get("failed").asLong()
                        + level.get("timedOut").asLong()
                        + level.get("unfinished").asLong();
    }
}
