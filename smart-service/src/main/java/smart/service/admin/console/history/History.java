package smart.service.admin.console.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import smart.service.admin.console.history.Columns.Column;

/**
 * The history of the meters: 15 minutes in steps of a second, six hours in steps of ten seconds, and the counters of
 * the last ten minutes. It takes about 1.5 MB. Safe for use by many threads.
 */
public final class History {
    private static final int SECONDS = Range.A_QUARTER.steps();
    private static final int TENS = Range.SIX_HOURS.steps();
    private static final int PER_COARSE_STEP = 10;
    private static final int KEPT_SAMPLES = 61;
    /** For ten minutes, in steps of ten seconds. */
    private static final int KEPT_TENS = 61;

    private static final double ROUNDING = 1000;

    private final List<Column> columns;
    // All guarded by this.
    private final RingBuffer fine;
    private final RingBuffer coarse;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Deque<Sample> tens = new ArrayDeque<>();
    private int sinceCoarse;

    public History(Meters meters) {
        columns = Columns.of(meters);
        fine = new RingBuffer(SECONDS, columns.size());
        coarse = new RingBuffer(TENS, columns.size());
    }

    /** Adds a sample, which ends a one-second step. Returns whether it also ended a ten-second step. */
    public synchronized boolean add(Sample sample) {
        Sample before = samples.peekLast();
        samples.addLast(sample);
        if (samples.size() > KEPT_SAMPLES) {
            samples.removeFirst();
        }
        if (before == null) {
            tens.addLast(sample);
            return false;
        }
        fine.add(sample.millis(), values(new Interval(before, sample)));
        sinceCoarse++;
        if (sinceCoarse < PER_COARSE_STEP) {
            return false;
        }
        sinceCoarse = 0;
        tens.addLast(sample);
        if (tens.size() > KEPT_TENS) {
            tens.removeFirst();
        }
        last(PER_COARSE_STEP)
                .ifPresent(ten -> coarse.add(
                        sample.millis(),
                        values(new Interval(ten.before(), sample.withInFlight(mostInFlight(PER_COARSE_STEP))))));
        return true;
    }

    /**
     * The interval from about that many seconds ago (or the oldest sample) to the newest sample; empty before the
     * second sample.
     */
    public synchronized Optional<Interval> last(int seconds) {
        if (samples.size() < 2) {
            return Optional.empty();
        }
        Sample before = seconds < KEPT_SAMPLES ? ago(samples, seconds) : ago(tens, seconds / PER_COARSE_STEP);
        return Optional.of(new Interval(before, samples.getLast()));
    }

    private static Sample ago(Deque<Sample> samples, int steps) {
        return samples.stream()
                .skip(Math.max(0, samples.size() - 1 - steps))
                .findFirst()
                .orElseThrow();
    }

    /** The most calls in flight at once in the last {@code seconds} seconds. */
    public synchronized int mostInFlight(int seconds) {
        return samples.stream()
                .skip(Math.max(0, samples.size() - seconds))
                .mapToInt(Sample::inFlight)
                .max()
                .orElse(0);
    }

    private double[] values(Interval interval) {
        return columns.stream()
                .mapToDouble(column -> column.value().applyAsDouble(interval))
                .toArray();
    }

    /**
     * Writes the steps of the range that ended after {@code after}, in milliseconds since the epoch.
     *
     * @param shift the offset to add to each time; {@code after} already includes it
     */
    public synchronized void write(JsonGenerator json, Range range, long after, long shift) throws IOException {
        RingBuffer steps = range.isCoarse() ? coarse : fine;
        int rows = steps.rows(range.steps(), after - shift);
        json.writeStartObject();
        json.writeStringField("range", range.text());
        json.writeNumberField("stepMs", range.isCoarse() ? 10_000 : 1000);
        json.writeArrayFieldStart("times");
        for (int i = 0; i < rows; i++) {
            json.writeNumber(steps.time(rows, i) + shift);
        }
        json.writeEndArray();
        String group = "";
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (!column.group().equals(group)) {
                endGroup(json, group);
                group = column.group();
                if (!group.isEmpty()) {
                    json.writeObjectFieldStart(group);
                }
            }
            writeColumn(json, column.name(), steps, i, rows);
        }
        endGroup(json, group);
        json.writeEndObject();
    }

    private static void endGroup(JsonGenerator json, String group) throws IOException {
        if (!group.isEmpty()) {
            json.writeEndObject();
        }
    }

    private static void writeColumn(JsonGenerator json, String name, RingBuffer steps, int column, int rows)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < rows; i++) {
            double value = Math.round(steps.value(column, rows, i) * ROUNDING) / ROUNDING;
            if (Float.isNaN(steps.value(column, rows, i))) {
                json.writeNull();
            } else if (value == Math.rint(value)) {
                json.writeNumber((long) value);
            } else {
                json.writeNumber(value);
            }
        }
        json.writeEndArray();
    }
}
