package smart.service.admin.console.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The values that the history keeps for each step. The names are those in the JSON. */
final class Columns {
    private static final List<Integer> PERCENTILES = List.of(50, 95, 99);

    private Columns() {}

    /**
     * One of them.
     *
     * @param group the JSON object that contains it, or an empty string for none
     * @param value its value for an interval; NaN for none
     */
    record Column(String group, String name, ToDoubleFunction<Interval> value) {}

    /** All columns for these meters. Columns of a group are adjacent. */
    static List<Column> of(Meters meters) {
        List<Column> columns = new ArrayList<>();
        rates(columns, "calls", Meters.CALLS, meters.labels(Meters.CALLS));
        for (int percentile : PERCENTILES) {
            columns.add(new Column("callMs", "p" + percentile, interval -> interval.callMillis(percentile)));
        }
        for (int percentile : PERCENTILES) {
            columns.add(new Column("attemptMs", "p" + percentile, interval -> interval.attemptMillis(percentile)));
        }
        columns.add(new Column("", "inFlight", interval -> interval.after().inFlight()));
        columns.add(new Column("", "limit", interval -> interval.after().limit()));
        rates(columns, "hedges", Meters.HEDGES, List.of("sent", "won", "suppressed"));
        columns.add(new Column("", "extraLoad", Columns::extraLoad));
        rates(columns, "errors", Meters.ERRORS, meters.labels(Meters.ERRORS));
        return List.copyOf(columns);
    }

    private static void rates(List<Column> columns, String group, String prefix, List<String> labels) {
        labels.forEach(label -> columns.add(new Column(group, label, interval -> interval.perSecond(prefix + label))));
    }

    /** Extra attempts in percent of admitted calls. */
    private static double extraLoad(Interval interval) {
        long calls = interval.admitted();
        return calls == 0 ? Double.NaN : 100.0 * interval.count(Meters.SENT) / calls;
    }
}
