package smart.bench.report;

import java.io.PrintStream;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.NumberText;

/**
 * {@code report.hlog}: every histogram of a run, in HdrHistogram's own log format. A line's tag is the level and the
 * outcome, as {@code 16_succeeded}; its start and length cover the measured time of the run so far; values are in
 * nanoseconds, and the column of the interval's maximum is in milliseconds.
 */
final class HistogramLog {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private HistogramLog() {}

    static void write(List<MeasuredLevel> levels, long startedAtMillis, PrintStream out) {
        HistogramLogWriter writer = new HistogramLogWriter(out);
        writer.outputComment("[Latencies by smart-bench; values are nanoseconds, the maxima below milliseconds]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(startedAtMillis);
        writer.outputLegend();
        double at = 0;
        for (MeasuredLevel level : levels) {
            Double duration = level.result().durationMs();
            double seconds = duration == null ? 0 : duration / 1000;
            for (RequestOutcome outcome : RequestOutcome.values()) {
                Histogram histogram = level.tally().latencies(outcome);
                if (histogram.getTotalCount() > 0) {
                    histogram.setTag(NumberText.sixDigits(level.result().load()) + "_" + outcome.label());
                    writer.outputIntervalHistogram(at, at + seconds, histogram, NANOS_PER_MILLI);
                }
            }
            at += seconds;
        }
    }
}
