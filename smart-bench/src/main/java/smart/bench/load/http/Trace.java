package smart.bench.load.http;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of a request (W3C Trace Context, section 3.2). It is always sampled, since the user requested
 * traces.
 *
 * @param high the upper half of the trace's id
 * @param low its lower half, never 0
 * @param span the id of the request itself, never 0
 */
public record Trace(long high, long low, long span) {
    /** The length of a {@code traceparent}. */
    static final int LENGTH = 55;

    private static final String HEX = "0123456789abcdef";

    static Trace random(SplittableRandom random) {
        return new Trace(random.nextLong(), nonZero(random), nonZero(random));
    }

    private static long nonZero(SplittableRandom random) {
        long value = random.nextLong();
        return value == 0 ? 1 : value;
    }

    /** As it stands in the header. */
    String traceparent() {
        StringBuilder text = new StringBuilder(LENGTH).append("00-");
        hex(text, high);
        hex(text, low);
        text.append('-');
        hex(text, span);
        return text.append("-01").toString();
    }

    /** The trace's id, or null for none. */
    public static @Nullable String id(@Nullable Trace trace) {
        return trace == null ? null : trace.traceparent().substring(3, 35);
    }

    private static void hex(StringBuilder text, long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((int) (value >>> shift) & 15));
        }
    }
}
