package smart.service.tracing.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.tracing.otlp.SendResult.Taken;

final class PartialSuccessTest {
    private static final Taken ALL = new Taken(0, "");
    /** Fields of a version to come, one of each type. */
    private static final UnknownFieldSet UNKNOWN = UnknownFieldSet.newBuilder()
            .addField(20, Field.newBuilder().addVarint(-1).build())
            .addField(21, Field.newBuilder().addFixed32(7).build())
            .addField(22, Field.newBuilder().addFixed64(7).build())
            .addField(
                    23,
                    Field.newBuilder()
                            .addLengthDelimited(com.google.protobuf.ByteString.copyFromUtf8("x"))
                            .build())
            .build();

    private static byte[] response(long rejected, String message) {
        return ExportTraceServiceResponse.newBuilder()
                .setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                        .setRejectedSpans(rejected)
                        .setErrorMessage(message)
                        .setUnknownFields(UNKNOWN))
                .setUnknownFields(UNKNOWN)
                .build()
                .toByteArray();
    }

    @Test
    void hasTheNumberAndTheMessage() {
        assertThat(PartialSuccess.read(response(300, "zu groß"))).isEqualTo(new Taken(300, "zu groß"));
    }

    @Test
    void aMessageAloneIsAWarning() {
        assertThat(PartialSuccess.read(response(0, "old"))).isEqualTo(new Taken(0, "old"));
    }

    @Test
    void otherFieldsAreSkipped() {
        byte[] other = ExportTraceServiceResponse.newBuilder()
                .setUnknownFields(UNKNOWN)
                .build()
                .toByteArray();
        assertThat(PartialSuccess.read(other)).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"partialSuccess\":{}}", "OK", "\n", "\n\u007f", "\u000b", "\u000f"})
    void whatIsNoSuchMessageRejectsNothing(String body) {
        assertThat(PartialSuccess.read(body.getBytes(UTF_8))).isEqualTo(ALL);
    }

    @Test
    void anyBytesHaveAResult() {
        Random random = new Random(7);
        byte[] good = response(5, "message");
        for (int i = 0; i < 20_000; i++) {
            byte[] body = good.clone();
            body[random.nextInt(body.length)] = (byte) random.nextInt();
            body[random.nextInt(body.length)] = (byte) random.nextInt();
            assertThat(PartialSuccess.read(body).rejected()).isNotNegative();
        }
    }
}
