package smart.service.backend.attempt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                "\"é ☃ 😀\"",
                "\uFEFF{\"a\":1}"
            })
    void acceptsOneValue(String body) throws IOException {
        assertThat(check.problem(body.getBytes(UTF_8), null, () -> false)).isNull();
        assertThat(check.problem(gzip(body), "gzip", () -> false)).isNull();
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

    /** With a hash table that all bodies share, and Jackson's guard for it, honest ones were refused. */
    @Test
    void collidingNamesOfOneBodySpoilNoOther() {
        byte[] colliding = object(colliding(16_000));
        byte[] honest = object(others(600));
        for (int i = 0; i < 10; i++) {
            assertThat(check.problem(colliding, null, () -> false)).isNull();
            assertThat(check.problem(honest, null, () -> false)).isNull();
        }
    }

    @Test
    void acceptsManyDistinctNames() {
        Random random = new Random(1);
        byte[] names = object(Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                .limit(20_000));
        assertThat(check.problem(names, null, () -> false)).isNull();
        assertThat(check.problem(object(others(20_000)), null, () -> false)).isNull();
    }

    /** Of eight bytes each, as the colliding ones. */
    private static Stream<String> others(int count) {
        return new Random(1)
                .ints(10_000_000, 100_000_000)
                .distinct()
                .limit(count)
                .mapToObj(Integer::toString);
    }

    /** Names whose hash in Jackson's symbol table is the same, whatever its seed is. */
    private static Stream<String> colliding(int count) {
        int hash = mixed(quad("aaaa")) + 33 * quad("mmmm");
        int inverse =
                BigInteger.valueOf(33).modInverse(BigInteger.ONE.shiftLeft(32)).intValue();
        return IntStream.range(0, 50 * 50 * 50 * 50)
                .map(JsonCheckTest::letters)
                .mapToObj(head -> new int[] {head, (hash - mixed(head)) * inverse})
                .filter(quads -> isPlain(quads[1]))
                .limit(count)
                .map(quads -> new String(bytes(quads), US_ASCII));
    }

    /** Four different letters for each number. */
    private static int letters(int number) {
        int quad = 0;
        for (int rest = number, i = 0; i < 4; i++, rest /= 50) {
            quad = quad << 8 | ('#' + rest % 50);
        }
        return quad;
    }

    private static int quad(String letters) {
        return ByteBuffer.wrap(letters.getBytes(US_ASCII)).getInt();
    }

    private static byte[] bytes(int... quads) {
        byte[] bytes = new byte[4 * quads.length];
        ByteBuffer.wrap(bytes).asIntBuffer().put(quads);
        return bytes;
    }

    /** How Jackson mixes the first four bytes, before it adds 33 times the others. */
    private static int mixed(int head) {
        int sum = head + (head >>> 15);
        return sum ^ (sum >>> 9);
    }

    private static boolean isPlain(int quad) {
        return new String(bytes(quad), ISO_8859_1)
                .chars()
                .allMatch(letter -> letter > '"' && letter < 0x7F && letter != '\\');
    }

    private static byte[] object(Stream<String> names) {
        return names.map(name -> '"' + name + "\":1")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(US_ASCII);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
