package smart.lab.limit;

import java.util.List;

/**
 * One second of a trial, from the service's counters.
 *
 * @param second since the load began
 * @param good calls with a response within a second
 * @param limit the limit at the end
 */
record Second(double second, double good, double limit) {
    /** Goodput is judged over so many seconds. */
    private static final int SPAN = 3;

    private static final double REACHED = 0.95;

    /**
     * The time after that second until the goodput of three seconds reaches 95 % of {@code wanted}; NaN if it does not
     * by {@code end}.
     */
    static double settled(List<Second> all, double from, double end, double wanted) {
        List<Second> seen = all.stream()
                .filter(one -> one.second() > from && one.second() <= end)
                .toList();
        for (int i = 0; i + SPAN <= seen.size(); i++) {
            double mean = seen.subList(i, i + SPAN).stream()
                    .mapToDouble(Second::good)
                    .average()
                    .orElse(0);
            if (mean >= REACHED * wanted) {
                return seen.get(i).second() - from - 1 < 0 ? 0 : seen.get(i).second() - from - 1;
            }
        }
        return Double.NaN;
    }
}
