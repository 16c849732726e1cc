package smart.service.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses traces when their calls begin, with the samplers that OpenTelemetry's specification defines for
 * {@code OTEL_TRACES_SAMPLER}.
 *
 * @param parentBased whether to follow the caller's decision, if there is one
 * @param below a trace is chosen if the last 8 bytes of its id, as a positive number, are below this. OpenTelemetry for
 *     Java does the same, so such services with the same ratio choose the same traces; other languages choose others
 */
record HeadSampler(boolean parentBased, long below) {
    static final String DEFAULT = "parentbased_traceidratio";
    static final List<String> NAMES = List.of(
            "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", DEFAULT);

    private static final String PARENT_BASED = "parentbased_";

    /**
     * @param name one of {@link #NAMES}
     * @param ratio from 0 to 1, for ratio samplers
     */
    static HeadSampler of(String name, double ratio) {
        boolean parentBased = name.startsWith(PARENT_BASED);
        String root = parentBased ? name.substring(PARENT_BASED.length()) : name;
        double share =
                switch (root) {
                    case "always_on" -> 1;
                    case "always_off" -> 0;
                    default -> ratio;
                };
        return new HeadSampler(parentBased, share == 0 ? Long.MIN_VALUE : (long) (share * Long.MAX_VALUE));
    }

    /**
     * Whether a trace is chosen.
     *
     * @param low the last 8 bytes of its id
     */
    boolean chooses(@Nullable TraceParent parent, long low) {
        if (parentBased && parent != null) {
            return parent.sampled();
        }
        return below == Long.MAX_VALUE || Math.abs(low) < below;
    }
}
