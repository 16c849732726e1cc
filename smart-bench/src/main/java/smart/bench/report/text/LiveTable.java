package smart.bench.report.text;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import smart.bench.result.LevelResult;
import smart.bench.run.RunListener;

/** The growing table: a line per level and, in a terminal, a progress bar below the last. Used by the run's thread. */
public final class LiveTable implements RunListener {
    private static final int BAR = 30;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier clock;
    private long begin;
    private long toldAt;
    private boolean headed;
    private boolean barShown;

    /** A terminal redraws the bar in place. Elsewhere a line appears every five seconds while no level ends. */
    public LiveTable(PrintStream out, boolean terminal) {
        this(out, terminal, System::nanoTime);
    }

    LiveTable(PrintStream out, boolean terminal, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Whether standard output is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // The console requested here still behaves that way
    public static boolean isTerminal() {
        // From JDK 22 on, there is a console for a pipe as well, unless this one is requested.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void progress(String level, double fraction) {
        begin = begin == 0 ? clock.getAsLong() : begin;
        if (!terminal) {
            quiet(level, fraction);
            return;
        }
        int full = (int) Math.round(fraction * BAR);
        out.print(String.format(
                Locale.ROOT,
                "\r\033[K[%s%s] %3.0f %%  %s%s",
                "#".repeat(full),
                ".".repeat(BAR - full),
                fraction * 100,
                level,
                left(fraction)));
        out.flush();
        barShown = true;
    }

    /** Without redrawing, a line now and then, so that a silent target does not look like a hanging tool. */
    private void quiet(String level, double fraction) {
        long now = clock.getAsLong();
        toldAt = toldAt == 0 ? begin : toldAt;
        if (now - toldAt >= QUIET_NANOS) {
            toldAt = now;
            out.println(String.format(
                    Locale.ROOT,
                    "... %.0f s: %s, %.0f %% of the run done",
                    (now - begin) / 1e9,
                    level,
                    fraction * 100));
            out.flush();
        }
    }

    @Override
    public void finished(LevelResult level) {
        clear();
        toldAt = clock.getAsLong();
        if (!headed) {
            headed = true;
            out.println(TextTable.head(level.concurrency() != null));
        }
        out.println(TextTable.row(level));
        out.flush();
    }

    /** Takes the bar away. */
    public void clear() {
        if (barShown) {
            out.print("\r\033[K");
            barShown = false;
        }
    }

    private String left(double fraction) {
        if (fraction < 0.02) {
            return "";
        }
        double passed = clock.getAsLong() - begin;
        Duration left = Duration.ofNanos((long) (passed / fraction * (1 - fraction)));
        return left.toMinutes() > 0
                ? String.format(Locale.ROOT, ", about %d min left", left.toMinutes() + 1)
                : String.format(Locale.ROOT, ", about %d s left", left.toSeconds() + 1);
    }
}
