package smart.service.tracing.otlp;

import java.util.Map;

/**
 * An {@code ExportTraceServiceRequest} with the spans of one resource and one scope. It is written again and again into
 * one array; the resource and the scope are encoded once. Used by one thread.
 */
public final class TraceRequest {
    // Of ExportTraceServiceRequest, ResourceSpans, ScopeSpans, Resource and InstrumentationScope.
    private static final int RESOURCE_SPANS = 1;
    private static final int RESOURCE = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SCOPE = 1;
    private static final int SPANS = 2;
    private static final int ATTRIBUTES = 1;
    private static final int NAME = 1;

    private static final int CAPACITY = 64 * 1024;
    /** A length from 16 KiB to 2 MiB has three bytes, one from 128 bytes to 16 KiB has two. */
    private static final int ROOM_FOR_ALL = 3;

    private static final int ROOM_FOR_SPAN = 2;

    private final byte[] resource;
    private final byte[] scope;
    private final ProtoWriter out = new ProtoWriter(CAPACITY);
    private final SpanWriter span = new SpanWriter(out);
    private int resourceSpans;
    private int scopeSpans;
    private int spans;

    /**
     * @param resource the attributes of the service
     * @param scope the name of the instrumentation scope
     */
    public TraceRequest(Map<String, String> resource, String scope) {
        this.resource = ProtoWriter.encode(to -> {
            int start = to.begin(RESOURCE, ROOM_FOR_SPAN);
            resource.forEach((key, value) -> new AttributeKey(key).write(to, ATTRIBUTES, value));
            to.end(start);
        });
        this.scope = ProtoWriter.encode(to -> {
            int start = to.begin(SCOPE, 1);
            to.string(NAME, scope);
            to.end(start);
        });
    }

    /** Begins a span, which {@link #span} writes. */
    public int beginSpan() {
        if (spans == 0) {
            resourceSpans = out.begin(RESOURCE_SPANS, ROOM_FOR_ALL);
            out.raw(resource);
            scopeSpans = out.begin(SCOPE_SPANS, ROOM_FOR_ALL);
            out.raw(scope);
        }
        spans++;
        return out.begin(SPANS, ROOM_FOR_SPAN);
    }

    /** Ends the span that began there. */
    public void endSpan(int start) {
        out.end(start);
    }

    /** Writes the span that has begun. */
    public SpanWriter span() {
        return span;
    }

    /** The number of spans so far. */
    public int spans() {
        return spans;
    }

    /** The number of bytes so far. */
    public int size() {
        return out.size();
    }

    /** Ends the request, which must have a span. The result is valid until {@link #clear}. */
    public ProtoWriter end() {
        out.end(scopeSpans);
        out.end(resourceSpans);
        return out;
    }

    /**
     * Begins again without a span.
     *
     * @param read whether somebody may still read the bytes
     */
    public void clear(boolean read) {
        spans = 0;
        if (read) {
            out.renew();
        } else {
            out.clear();
        }
    }
}
