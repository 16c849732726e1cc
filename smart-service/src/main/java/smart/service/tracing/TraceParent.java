package smart.service.tracing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The caller's trace context: W3C Trace Context, sections 3.2 and 3.3.
 *
 * @param high the first 8 bytes of the trace's id
 * @param low its last 8 bytes, which ratio sampling looks at
 * @param span the id of the caller's span
 * @param sampled whether the caller may have recorded it
 * @param state the caller's {@code tracestate}, without the entries beyond {@value #LONGEST_STATE} characters; null for none
 */
record TraceParent(long high, long low, long span, boolean sampled, @Nullable String state) {
    static final String TRACEPARENT = "traceparent";
    static final String TRACESTATE = "tracestate";

    /** Everyone should keep as much (section 3.3.1.5). Spans that wait for the collector hold it. */
    static final int LONGEST_STATE = 512;

    private static final int LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    /** Parses these fields. Null if they are missing or invalid; then a new trace begins. */
    static @Nullable TraceParent of(HttpFields fields) {
        String parent = null;
        for (HttpField field : fields) {
            // Not a name that Jetty knows, so most fields are skipped without a comparison.
            if (field.getHeader() == null && field.is(TRACEPARENT)) {
                if (parent != null) {
                    return null;
                }
                parent = field.getValue();
            }
        }
        if (parent == null || !isValid(parent)) {
            return null;
        }
        List<String> states = fields.getValuesList(TRACESTATE);
        return new TraceParent(
                number(parent, TRACE_ID),
                number(parent, TRACE_ID + 16),
                number(parent, SPAN_ID),
                (Character.digit(parent.charAt(FLAGS + 1), 16) & 1) == 1,
                states.isEmpty() ? null : cut(String.join(",", states)));
    }

    private static String cut(String state) {
        return state.length() <= LONGEST_STATE
                ? state
                : state.substring(0, Math.max(0, state.lastIndexOf(',', LONGEST_STATE)));
    }

    private static long number(String parent, int start) {
        return Long.parseUnsignedLong(parent, start, start + 16, 16);
    }

    /** The field's value, version 00. */
    static String text(long high, long low, long span, boolean sampled) {
        byte[] text = new byte[LENGTH];
        text[0] = '0';
        text[1] = '0';
        text[TRACE_ID - 1] = '-';
        hex(high, text, TRACE_ID);
        hex(low, text, TRACE_ID + 16);
        text[SPAN_ID - 1] = '-';
        hex(span, text, SPAN_ID);
        text[FLAGS - 1] = '-';
        text[FLAGS] = '0';
        text[FLAGS + 1] = (byte) (sampled ? '1' : '0');
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void hex(long value, byte[] text, int start) {
        for (int i = 0; i < 16; i++) {
            int digit = (int) (value >>> (60 - 4 * i)) & 0xf;
            text[start + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }

    /** A future version may append more after a dash. */
    private static boolean isValid(String parent) {
        return parent.length() >= LENGTH
                && isHex(parent, 0, 2)
                && !parent.startsWith("ff")
                && (parent.length() == LENGTH || (!parent.startsWith("00") && parent.charAt(LENGTH) == '-'))
                && parent.charAt(TRACE_ID - 1) == '-'
                && isId(parent, TRACE_ID, 32)
                && parent.charAt(SPAN_ID - 1) == '-'
                && isId(parent, SPAN_ID, 16)
                && parent.charAt(FLAGS - 1) == '-'
                && isHex(parent, FLAGS, 2);
    }

    /** Hexadecimal, and not all zeros. */
    private static boolean isId(String text, int start, int length) {
        boolean zeros = true;
        for (int i = start; i < start + length; i++) {
            zeros &= text.charAt(i) == '0';
        }
        return !zeros && isHex(text, start, length);
    }

    private static boolean isHex(String text, int start, int length) {
        for (int i = start; i < start + length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
