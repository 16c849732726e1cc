package smart.service.limit;

/**
 * What bounds the calls in progress.
 *
 * @param mode what decides how many may be
 * @param min the least limit in the adaptive mode, at least 1; has no meaning in the fixed one
 * @param max the limit of the fixed mode, and the most of the adaptive one; not less than {@code min} there
 */
public record LimitSettings(LimitMode mode, int min, int max) {

    /** Whether the bounds are in order. */
    public boolean isPossible() {
        return mode == LimitMode.FIXED || min <= max;
    }
}
