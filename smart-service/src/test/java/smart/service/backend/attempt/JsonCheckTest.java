package smart.service.backend.attempt;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCheckTest {
    private final JsonCheck check = new JsonCheck(1024);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"time\": 227}",
                " \n[1, -2.5e+10, true, false, null, \"\\u00e9\"]\r\n",
                "\"text\"",
                "0",
                "null",
                "{\"a\":{\"b\":[{\"c\":\"\\\"\"}]}}",
                "{\"a\":1,\"a\":2}",
                "\"é ☃ 😀\""
            })
    void acceptsOneValue(String body) {
        assertThat(check.problem(body.getBytes(UTF_8), null, () -> false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not a valid JSON",
                " ",
                "{",
                "[1,]",
                "{\"a\":}",
                "{} {}",
                "{}x",
                "1 2",
                "01",
                "+1",
                ".5",
                "NaN",
                "'a'",
                "{a:1}",
                "[1] // no",
                "\"tab\there\"",
                "\"open",
                "[1",
                "nul"
            })
    void refusesAnythingElse(String body) {
        assertThat(check.problem(body.getBytes(UTF_8), null, () -> false)).isNotBlank();
    }

    /** The problem is written to the error log and sent to the collector of traces, and the body may be secret. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SECRET | invalid JSON at line 1, column 1",
                "{\"a\": 1,^ \"b\": SECRET} | invalid JSON at line 2, column 7",
                "{SECRET: 1} | invalid JSON at line 1, column 2",
                "{\"SECRET\" 1} | invalid JSON at line 1, column 11",
                "0SECRET | invalid JSON at line 1, column 2",
                "\"\\SECRET\" | invalid JSON at line 1, column 3",
                "{\"SECRET\": | the JSON is incomplete at line 1, column 11",
                "\"SECRET\" SECRET | invalid JSON at line 1, column 10"
            })
    void aProblemNamesItsPlaceAndQuotesNoPartOfTheBody(String body, String problem) throws IOException {
        byte[] bytes = body.replace('^', '\n').getBytes(UTF_8);
        assertThat(check.problem(bytes, null, () -> false)).isEqualTo(problem);
        assertThat(check.problem(gzip(body.replace('^', '\n')), "gzip", () -> false))
                .isEqualTo(problem);
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        assertThat(check.problem("{\"a\":1}".getBytes(UTF_16), null, () -> false))
                .isEqualTo("not UTF-8");
        assertThat(check.problem(new byte[] {'"', (byte) 0xFF, '"'}, null, () -> false))
                .isNotBlank();
        // A t in two bytes, which Jackson takes.
        byte[] overlong = {'"', (byte) 0xC1, (byte) 0xB4, '"'};
        assertThat(check.problem(overlong, null, () -> false)).isEqualTo("not UTF-8");
    }

    @Test
    void acceptsLongNumbersNamesAndDeepNesting() {
        assertThat(check.problem("9".repeat(100_000).getBytes(UTF_8), null, () -> false))
                .isNull();
        assertThat(check.problem(("{\"" + "n".repeat(100_000) + "\":1}").getBytes(UTF_8), null, () -> false))
                .isNull();
        assertThat(check.problem(("[".repeat(9_000) + "]".repeat(9_000)).getBytes(UTF_8), null, () -> false))
                .isNull();
    }

    @Test
    void refusesNestingThatWouldFillTheMemory() {
        assertThat(check.problem("[".repeat(1_000_000).getBytes(UTF_8), null, () -> false))
                .isEqualTo("nested more than 10000 levels deep");
    }

    @Test
    void looksIntoGzip() throws IOException {
        assertThat(check.problem(gzip("{\"a\":1}"), "gzip", () -> false)).isNull();
        assertThat(check.problem(gzip("{\"a\":1}"), "GZIP", () -> false)).isNull();
        assertThat(check.problem(gzip("no json"), "gzip", () -> false)).isNotBlank();
        assertThat(check.problem("{\"a\":1}".getBytes(UTF_8), "gzip", () -> false))
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9, 15})
    void namesAGzipBodyThatEndsEarly(int length) throws IOException {
        assertThat(check.problem(Arrays.copyOf(gzip("{\"a\":1}"), length), "gzip", () -> false))
                .isEqualTo("the gzip body is incomplete");
    }

    @Test
    void stopsDecodingABomb() throws IOException {
        assertThat(check.problem(gzip("[" + " ".repeat(1_000_000) + "]"), "gzip", () -> false))
                .contains("more than 16384 bytes");
    }

    @Test
    void refusesAnEncodingThatItCantDecode() {
        assertThat(check.problem("{}".getBytes(UTF_8), "br", () -> false)).contains("'br'");
        assertThat(check.problem("{}".getBytes(UTF_8), "identity", () -> false)).isNull();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
