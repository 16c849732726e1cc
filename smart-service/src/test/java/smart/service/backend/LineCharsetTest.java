package smart.service.backend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCharsetTest {
    private final CharsetDecoder decoder = new LineCharset().newDecoder();

    private String decode(String line) throws CharacterCodingException {
        return decoder.decode(ByteBuffer.wrap(line.getBytes(ISO_8859_1))).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5\r\n", "+5\r\n", "-\n", "+\r\n", "-0\n", "-aF;b:c\r\n", "+5 \r\n", "-5\t;x\r\n"})
    void theSignOfASizeIsNoCharacter(String line) throws Exception {
        assertThat(decode(line)).isEqualTo(LineCharset.NO_CHARACTER + line.substring(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\r\n",
                "5\r\n",
                "a-5\r\n",
                " -5\r\n",
                "-5: x\r\n",
                "+a: -5\r\n",
                "-x\r\n",
                "-",
                "-5",
                "+1;q=1"
            })
    void everyOtherLineStaysAsItIs(String line) throws Exception {
        assertThat(decode(line)).isEqualTo(line);
    }

    @Test
    void everyByteIsACharacterAndBack() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        assertThat(decode(all.toString())).isEqualTo(all.toString());
        assertThat(new LineCharset().newEncoder().encode(CharBuffer.wrap(all)).array())
                .startsWith(all.toString().getBytes(ISO_8859_1));
    }

    @Test
    void aLineMayTakeMoreThanOneBuffer() {
        ByteBuffer line = ByteBuffer.wrap("-5;ab\r\n".getBytes(ISO_8859_1));
        StringBuilder decoded = new StringBuilder();
        CharBuffer buffer = CharBuffer.allocate(2);
        decoder.reset();
        while (decoder.decode(line, buffer, true).isOverflow()) {
            decoded.append(buffer.flip());
            buffer.clear();
        }
        decoded.append(buffer.flip());

        assertThat(decoded).hasToString(LineCharset.NO_CHARACTER + "5;ab\r\n");
    }
}
