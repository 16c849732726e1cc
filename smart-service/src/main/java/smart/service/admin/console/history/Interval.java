package smart.service.admin.console.history;

/** What happened between two samples. */
public record Interval(Sample before, Sample after) {
    private static final double NANOS = 1e9;

    public double seconds() {
        return (after.nanos() - before.nanos()) / NANOS;
    }

    long count(String counter) {
        return after.counters().getOrDefault(counter, 0L) - before.counters().getOrDefault(counter, 0L);
    }

    /** All counters with that prefix. */
    public long countAll(String prefix) {
        return after.counters().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .mapToLong(this::count)
                .sum();
    }

    /** The calls that passed the limit, with any outcome. */
    long admitted() {
        return Meters.ADMITTED.stream().mapToLong(this::count).sum();
    }

    public double perSecond(String counter) {
        return count(counter) / seconds();
    }

    /** How much of the limit was in use on average, from 0 to 1. */
    double used() {
        return (after.used() - before.used()) / (after.nanos() - before.nanos());
    }

    /** A percentile of the durations of calls, in milliseconds; NaN without calls. */
    public double callMillis(double percentile) {
        return Meters.percentileMillis(before.calls(), after.calls(), percentile);
    }

    /** The same of attempts. */
    public double attemptMillis(double percentile) {
        return Meters.percentileMillis(before.attempts(), after.attempts(), percentile);
    }
}
