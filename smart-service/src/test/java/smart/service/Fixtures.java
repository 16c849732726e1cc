package smart.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The bodies that Smart produces or reads, as they stand under {@code src/test/resources/fixtures}. */
public final class Fixtures {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Fixtures() {}

    /** The problem of that name, such as {@code refused}. */
    public static JsonNode problem(String name) {
        return json("problem/" + name + ".json");
    }

    /** The fixture at that path. */
    public static JsonNode json(String path) {
        return parse(bytes(path));
    }

    /** The fixture at that path, byte for byte. */
    public static byte[] bytes(String path) {
        try (InputStream input =
                Objects.requireNonNull(Fixtures.class.getResourceAsStream("/fixtures/" + path), path)) {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what arrived. */
    public static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
