package smart.service.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;

/** Builds the spans that a test expects, with the classes of OpenTelemetry. */
final class Spans {
    private static final int SAMPLED_LOCAL = 0x101;
    private static final int SAMPLED_REMOTE = 0x301;

    private Spans() {}

    /**
     * A span without times.
     *
     * @param attributes keys and values in turn: texts, numbers, booleans
     */
    static Span.Builder of(CallSpan call, String name, Span.SpanKind kind, long id, long parent, Object... attributes) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(call.high, call.low))
                .setSpanId(bytes(id))
                .setName(name)
                .setKind(kind)
                .setFlags(
                        kind == Span.SpanKind.SPAN_KIND_SERVER && call.parent != null ? SAMPLED_REMOTE : SAMPLED_LOCAL);
        if (parent != 0) {
            span.setParentSpanId(bytes(parent));
        }
        for (int i = 0; i < attributes.length; i += 2) {
            span.addAttributes(attribute((String) attributes[i], attributes[i + 1]));
        }
        return span;
    }

    static KeyValue attribute(String key, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof String text) {
            any.setStringValue(text);
        } else if (value instanceof Boolean yes) {
            any.setBoolValue(yes);
        } else {
            any.setIntValue(((Number) value).longValue());
        }
        return KeyValue.newBuilder().setKey(key).setValue(any).build();
    }

    static Status error(String message) {
        return Status.newBuilder()
                .setMessage(message)
                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                .build();
    }

    static Span.Event event(long at, String name) {
        return Span.Event.newBuilder().setTimeUnixNano(at).setName(name).build();
    }

    static ByteString bytes(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return ByteString.copyFrom(bytes.flip());
    }
}
