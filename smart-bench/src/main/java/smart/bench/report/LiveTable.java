package smart.bench.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import smart.bench.result.LevelResult;
import smart.bench.run.RunListener;

/** The table as it grows: a line per level and, in a terminal, a progress bar below the last. Used by the run's thread. */
public final class LiveTable implements RunListener {
    private static final int BAR = 30;

    private final PrintStream out;
    private final boolean terminal;
    private long begin;
    private boolean headed;
    private boolean barShown;

    /** On a terminal the bar is redrawn in place; elsewhere there is none. */
    public LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether standard output is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // it still is, with the console that is asked for here
    public static boolean isTerminal() {
        // From JDK 22 on, a console exists for a pipe as well unless this one is asked for.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void progress(String level, double fraction) {
        if (terminal) {
            begin = begin == 0 ? System.nanoTime() : begin;
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
    }

    @Override
    public void finished(LevelResult level) {
        clear();
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
        double passed = System.nanoTime() - begin;
        Duration left = Duration.ofNanos((long) (passed / fraction * (1 - fraction)));
        return left.toMinutes() > 0
                ? String.format(Locale.ROOT, ", about %d min left", left.toMinutes() + 1)
                : String.format(Locale.ROOT, ", about %d s left", left.toSeconds() + 1);
    }
}
