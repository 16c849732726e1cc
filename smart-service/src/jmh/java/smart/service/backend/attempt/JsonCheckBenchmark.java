package smart.service.backend.attempt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Valid JSON of about so many bytes, plain and compressed. */
@State(Scope.Benchmark)
public class JsonCheckBenchmark {
    @Param({"12", "1000", "100000"})
    int bytes;

    private final JsonCheck check = new JsonCheck(1 << 20);
    private byte[] plain = {};
    private byte[] compressed = {};

    @Setup
    public void prepare() throws IOException {
        StringBuilder json = new StringBuilder("[{\"time\":50}");
        while (json.length() < bytes) {
            json.append(", {\"name\": \"value\", \"number\": 12.5, \"list\": [true, null]}");
        }
        plain = json.append(']').toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(sink)) {
            gzip.write(plain);
        }
        compressed = sink.toByteArray();
    }

    @Benchmark
    public String plain() {
        return check.problem(plain, null, () -> false);
    }

    @Benchmark
    public String compressed() {
        return check.problem(compressed, "gzip", () -> false);
    }
}
