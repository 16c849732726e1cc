package smart.bench.report.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.bench.result.LevelResult;
import smart.bench.result.NumberText;

/** A graph drawn in characters: response time and throughput against concurrency. ASCII, so any terminal shows it. */
public final class TextGraph {
    private static final int WIDTH = 67;
    /** One more than a multiple of the rows between labels, so that the last row has one. */
    private static final int HEIGHT = 13;

    private static final int LABEL_EVERY = 4;

    private final char[][] cells = new char[HEIGHT][WIDTH];
    private final List<LevelResult> levels;
    private final double lowest;
    private final double highest;

    private TextGraph(List<LevelResult> levels) {
        this.levels = levels;
        this.lowest = levels.stream().mapToDouble(LevelResult::load).min().orElse(0);
        this.highest = levels.stream().mapToDouble(LevelResult::load).max().orElse(1);
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
    }

    /** Both graphs; an empty text with fewer than two levels. */
    public static String of(List<LevelResult> levels) {
        if (levels.size() < 2) {
            return "";
        }
        TextGraph times = new TextGraph(levels);
        // The median may be above the mean, and is known with fewer samples than the p95.
        double top = Stream.<Function<LevelResult, @Nullable Double>>of(
                        LevelResult::p95Ms, LevelResult::p50Ms, LevelResult::meanMs)
                .mapToDouble(times::highest)
                .max()
                .orElse(0);
        times.plot('9', LevelResult::p95Ms, top);
        times.plot('5', LevelResult::p50Ms, top);
        times.plot('*', LevelResult::meanMs, top);
        TextGraph rates = new TextGraph(levels);
        double topRate = rates.highest(LevelResult::throughput);
        rates.plot('*', LevelResult::throughput, topRate);
        return times.text("response time, ms    * mean  5 p50  9 p95", top) + "\n"
                + rates.text("succeeded per second", topRate);
    }

    private double highest(Function<LevelResult, @Nullable Double> value) {
        return levels.stream()
                .map(value)
                .filter(known -> known != null)
                .mapToDouble(known -> known == null ? 0 : known)
                .max()
                .orElse(0);
    }

    /** Between the levels the line is filled in, so that it can be followed by eye. */
    private void plot(char mark, Function<LevelResult, @Nullable Double> value, double top) {
        for (int column = 0; column < WIDTH; column++) {
            double load = lowest + (highest - lowest) * column / (WIDTH - 1);
            double y = interpolate(load, value);
            if (Double.isFinite(y) && top > 0) {
                int row = HEIGHT - 1 - (int) Math.round(y / top * (HEIGHT - 1));
                cells[row][column] = mark;
            }
        }
    }

    private double interpolate(double load, Function<LevelResult, @Nullable Double> value) {
        for (int i = 1; i < levels.size(); i++) {
            LevelResult before = levels.get(i - 1);
            LevelResult after = levels.get(i);
            if (load >= before.load() && load <= after.load()) {
                Double from = value.apply(before);
                Double to = value.apply(after);
                double share = (load - before.load()) / (after.load() - before.load());
                return from == null || to == null ? Double.NaN : from + share * (to - from);
            }
        }
        return Double.NaN;
    }

    private String text(String title, double top) {
        StringBuilder text = new StringBuilder("  ").append(title).append('\n');
        for (int row = 0; row < HEIGHT; row++) {
            boolean labelled = row % LABEL_EVERY == 0;
            String label = labelled ? NumberText.of(top * (HEIGHT - 1 - row) / (HEIGHT - 1)) : "";
            String line = String.format(Locale.ROOT, "%8s |%s", label, new String(cells[row]));
            text.append(line.stripTrailing()).append('\n');
        }
        text.append(" ".repeat(9)).append('+').append("-".repeat(WIDTH)).append('\n');
        if (levels.stream().anyMatch(level -> level.errorShare() > 0)) {
            text.append(String.format(Locale.ROOT, "%8s  %s%n", "errors", errors()));
        }
        String right = NumberText.of(highest).replaceAll("\\.0+$", "") + " in progress";
        String left = NumberText.of(lowest).replaceAll("\\.0+$", "");
        return text.append(" ".repeat(10))
                .append(left)
                .append(" ".repeat(Math.max(1, WIDTH - left.length() - right.length())))
                .append(right)
                .append('\n')
                .toString();
    }

    private String errors() {
        char[] line = new char[WIDTH];
        Arrays.fill(line, ' ');
        for (LevelResult level : levels) {
            if (level.errorShare() > 0) {
                line[(int) Math.round((level.load() - lowest) / (highest - lowest) * (WIDTH - 1))] = '!';
            }
        }
        return new String(line).stripTrailing();
    }
}
