package smart.service.tracing.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are those that Google's library writes. */
final class ProtoWriterTest {
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
    private final CodedOutputStream google = CodedOutputStream.newInstance(sink);

    private byte[] expected() throws Exception {
        google.flush();
        return sink.toByteArray();
    }

    @Test
    void numbers() throws Exception {
        ProtoWriter out = new ProtoWriter(1);
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long value = random.nextLong() >> random.nextInt(Long.SIZE);
            int field = 1 + random.nextInt(5000);
            out.number(field, value);
            google.writeInt64(field, value);
            out.fixed64(field, value);
            google.writeFixed64(field, value);
            out.fixed32(field, (int) value);
            google.writeFixed32(field, (int) value);
        }
        assertThat(out.toBytes()).isEqualTo(expected());
    }

    @Test
    void ids() throws Exception {
        ProtoWriter out = new ProtoWriter(1);
        out.id(1, 0x0102030405060708L, 0x090a0b0c0d0e0f10L);
        out.id(2, 0xfffefdfcfbfaf9f8L);
        google.writeByteArray(1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        google.writeByteArray(2, new byte[] {-1, -2, -3, -4, -5, -6, -7, -8});
        assertThat(out.toBytes()).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "curl/8",
                "Käse",
                "日本語",
                "a\uD83D\uDE00b",
                "\uD83D",
                "\uDE00",
                "\uDE00\uD83D",
                "a\uD83Db",
                "\uD83D\uD83D\uDE00",
                "\u007f\u0080\u07ff\u0800\uFFFF"
            })
    void text(String text) throws Exception {
        ProtoWriter out = new ProtoWriter(1);
        out.string(3, text);
        google.writeByteArray(3, text.getBytes(UTF_8));
        assertThat(out.toBytes()).isEqualTo(expected());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
    void nestedMessagesOfAnyLengthWithAnyRoom(int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ProtoWriter out = new ProtoWriter(1);
        for (int room = 1; room <= 5; room++) {
            int outer = out.begin(16, room);
            int inner = out.begin(2, room);
            out.raw(content);
            out.end(inner);
            out.end(outer);
            out.number(1, room);

            ByteArrayOutputStream nested = new ByteArrayOutputStream();
            CodedOutputStream message = CodedOutputStream.newInstance(nested);
            message.writeByteArray(2, content);
            message.flush();
            google.writeByteArray(16, nested.toByteArray());
            google.writeInt64(1, room);
        }
        assertThat(out.toBytes()).isEqualTo(expected());
    }

    @Test
    void beginsAgain() {
        ProtoWriter out = new ProtoWriter(1);
        out.number(1, 1);
        byte[] before = out.array();
        out.clear();
        assertThat(out.toBytes()).isEmpty();
        assertThat(out.array()).isSameAs(before);
        out.renew();
        assertThat(out.array()).isNotSameAs(before);
    }
}
