package smart.service.limit;

/**
 * The settings of the limit.
 *
 * @param mode how the limit is determined
 * @param min the lowest limit in the adaptive mode, at least 1; unused in the fixed mode
 * @param max the limit in the fixed mode; the highest limit in the adaptive mode, at least {@code min} there
 */
public record LimitSettings(LimitMode mode, int min, int max) {

    /** Whether the bounds are in order. */
    public boolean isPossible() {
        return mode == LimitMode.FIXED || min <= max;
    }
}
