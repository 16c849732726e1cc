package smart.service.tracing.otlp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a span, field by field, with the numbers of <a
 * href="https://github.com/open-telemetry/opentelemetry-proto">trace.proto</a>. Used by one thread.
 */
public final class SpanWriter {
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int TRACE_STATE = 3;
    private static final int PARENT_SPAN_ID = 4;
    private static final int NAME = 5;
    private static final int KIND = 6;
    private static final int START = 7;
    private static final int END = 8;
    private static final int ATTRIBUTES = 9;
    private static final int EVENTS = 11;
    private static final int STATUS = 15;
    private static final int FLAGS = 16;

    private static final int EVENT_TIME = 1;
    private static final int EVENT_NAME = 2;

    private static final int STATUS_MESSAGE = 2;
    private static final int STATUS_CODE = 3;
    private static final int ERROR = 2;

    private static final int SAMPLED = 0x1;
    private static final int HAS_IS_REMOTE = 0x100;
    private static final int IS_REMOTE = 0x200;

    private final ProtoWriter out;

    /** On which side of a request a span is. */
    public enum Kind {
        SERVER(2),
        CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    SpanWriter(ProtoWriter out) {
        this.out = out;
    }

    /** What {@code part} writes, for {@link #raw}. */
    public static byte[] encode(Consumer<SpanWriter> part) {
        return ProtoWriter.encode(out -> part.accept(new SpanWriter(out)));
    }

    /** Writes a part of a span that is encoded already. */
    public void raw(byte[] part) {
        out.raw(part);
    }

    /**
     * Writes who the span is.
     *
     * @param high the first 8 bytes of the trace's id
     * @param low its last 8 bytes
     * @param state the {@code tracestate}, or null for none
     * @param parent the parent's id, or 0 for none
     */
    public void ids(long high, long low, long id, @Nullable String state, long parent) {
        out.id(TRACE_ID, high, low);
        out.id(SPAN_ID, id);
        if (state != null) {
            out.string(TRACE_STATE, state);
        }
        if (parent != 0) {
            out.id(PARENT_SPAN_ID, parent);
        }
    }

    public void name(String name, Kind kind) {
        out.string(NAME, name);
        out.number(KIND, kind.number);
    }

    /** Writes the start and the end, in nanoseconds since the epoch. */
    public void times(long start, long end) {
        out.fixed64(START, start);
        out.fixed64(END, end);
    }

    /** Writes an attribute, unless {@code value} is null. */
    public void put(AttributeKey key, @Nullable String value) {
        if (value != null) {
            key.write(out, ATTRIBUTES, value);
        }
    }

    /** Writes an attribute. */
    public void put(AttributeKey key, long value) {
        key.write(out, ATTRIBUTES, value);
    }

    /** Writes an attribute. */
    public void put(AttributeKey key, boolean value) {
        key.write(out, ATTRIBUTES, value);
    }

    /** Writes an event, with its time in nanoseconds since the epoch. */
    public void event(long at, String name) {
        int event = out.begin(EVENTS, 1);
        out.fixed64(EVENT_TIME, at);
        out.string(EVENT_NAME, name);
        out.end(event);
    }

    /** Writes that the span failed. */
    public void error(@Nullable String message) {
        int status = out.begin(STATUS, 1);
        if (message != null) {
            out.string(STATUS_MESSAGE, message);
        }
        out.number(STATUS_CODE, ERROR);
        out.end(status);
    }

    /** Writes the flags. Each span is marked as sampled, since a collector may drop others. */
    public void flags(boolean parentIsRemote) {
        out.fixed32(FLAGS, SAMPLED | HAS_IS_REMOTE | (parentIsRemote ? IS_REMOTE : 0));
    }
}
