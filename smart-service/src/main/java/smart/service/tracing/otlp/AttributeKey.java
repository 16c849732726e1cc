package smart.service.tracing.otlp;

/**
 * The key of an attribute, encoded once. It writes {@code KeyValue} messages of
 * <a href="https://github.com/open-telemetry/opentelemetry-proto">common.proto</a>. Safe for use by many threads.
 */
public final class AttributeKey {
    private static final int KEY = 1;
    private static final int VALUE = 2;
    // Of AnyValue.
    private static final int STRING = 1;
    private static final int BOOL = 2;
    private static final int INT = 3;

    private final byte[] key;

    public AttributeKey(String key) {
        this.key = ProtoWriter.encode(out -> out.string(KEY, key));
    }

    /** Writes the attribute with a text. */
    void write(ProtoWriter out, int field, String value) {
        int pair = out.begin(field, 1);
        out.raw(key);
        int any = out.begin(VALUE, 1);
        out.string(STRING, value);
        out.end(any);
        out.end(pair);
    }

    /** Writes the attribute with a number. */
    void write(ProtoWriter out, int field, long value) {
        write(out, field, INT, value);
    }

    /** Writes the attribute with a boolean. */
    void write(ProtoWriter out, int field, boolean value) {
        write(out, field, BOOL, value ? 1 : 0);
    }

    private void write(ProtoWriter out, int field, int kind, long value) {
        int pair = out.begin(field, 1);
        out.raw(key);
        int any = out.begin(VALUE, 1);
        out.number(kind, value);
        out.end(any);
        out.end(pair);
    }
}
