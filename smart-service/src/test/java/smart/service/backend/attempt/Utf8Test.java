package smart.service.backend.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Utf8Test {
    /** Between two other characters: a text that ends within a character is accepted so far. */
    private static boolean accepts(byte... character) {
        byte[] text = new byte[character.length + 2];
        text[0] = 'a';
        System.arraycopy(character, 0, text, 1, character.length);
        text[text.length - 1] = 'b';
        boolean whole = new Utf8().accepts(text, 0, text.length);

        Utf8 pieces = new Utf8();
        boolean all = true;
        for (int i = 0; i < text.length && all; i++) {
            all = pieces.accepts(text, i, 1);
        }
        if (all != whole) {
            throw new AssertionError(
                    "in pieces it is another text: " + HexFormat.of().formatHex(text));
        }
        return whole;
    }

    private static boolean isDecoded(byte... character) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(character));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** What the two do not agree about. */
    private static void compare(List<String> differences, byte... character) {
        if (accepts(character) != isDecoded(character)) {
            differences.add(HexFormat.of().formatHex(character));
        }
    }

    @Test
    void allOfOneAndTwoBytesAndThoseOfThreeAreJudgedAsByTheDecoderOfTheJdk() {
        List<String> differences = new ArrayList<>();
        for (int a = 0; a < 256; a++) {
            compare(differences, (byte) a);
            for (int b = 0; b < 256; b++) {
                compare(differences, (byte) a, (byte) b);
                for (int c : new int[] {0x7F, 0x80, 0xBF, 0xC0}) {
                    if (a >= 0xE0) {
                        compare(differences, (byte) a, (byte) b, (byte) c);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void fourBytesAreJudgedAsByTheDecoderOfTheJdk() {
        List<String> differences = new ArrayList<>();
        for (int a = 0xEF; a < 256; a++) {
            for (int b = 0x7E; b < 0xC2; b++) {
                compare(differences, (byte) a, (byte) b, (byte) 0x80, (byte) 0xBF);
            }
        }
        assertThat(differences).isEmpty();
    }
}
