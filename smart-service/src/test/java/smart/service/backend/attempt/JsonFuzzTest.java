package smart.service.backend.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import smart.service.LongForm;
import smart.service.Mutations;

/** Whatever a backend sends for JSON. */
@LongForm
class JsonFuzzTest {
    private static final List<String> SEEDS = List.of(
            "{\"time\": 100}",
            "[1,2.5e-3,null,true,\"a\\u00e4\\n\"]",
            "\"",
            "{",
            "}",
            "[[[[",
            "Not a valid JSON",
            "1e999999",
            "-0",
            " \t\r\n",
            "\u00c3\u00a4",
            "\0",
            "\u00ef\u00bb\u00bf{}",
            "\u00fe\u00ff\0{\0}",
            "{\0}\0",
            "\\ud800",
            "//",
            "NaN",
            "{\"ti\301\264mg\": 100}",
            "\"\300\200\355\240\200\364\220\200\200\"");

    private final JsonCheck check = new JsonCheck(100_000);

    @Test
    void anyBodyIsJsonOrNotWithOrWithoutCompression() {
        Mutations.of(SEEDS, input -> {
            if (input.length == 0) {
                return;
            }
            String plain = check.problem(input, null, () -> false);
            String compressed = check.problem(gzip(input), "gzip", () -> false);
            assertThat(compressed == null).as("the same once decoded").isEqualTo(plain == null);
            if (plain == null) {
                assertThat(isUtf8(input)).as("UTF-8").isTrue();
            }
        });
    }

    @Test
    void anyCompressedBodyIsJudged() throws IOException {
        String good = new String(gzip("{\"time\": 100}".getBytes(UTF_8)), java.nio.charset.StandardCharsets.ISO_8859_1);
        Mutations.of(List.of(good, "\u001f\u008b\u0008"), input -> {
            if (input.length > 0) {
                assertThat(String.valueOf(check.problem(input, "gzip", () -> false)))
                        .isNotEmpty();
            }
        });
    }

    private static boolean isUtf8(byte[] input) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(input));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
