package smart.service.admin.console.history;

import java.util.Arrays;
import java.util.Optional;

/** The ranges of the history. */
public enum Range {
    FIVE_MINUTES("5m", false, 300),
    A_QUARTER("15m", false, 900),
    AN_HOUR("1h", true, 360),
    SIX_HOURS("6h", true, 2160);

    private final String text;
    private final boolean coarse;
    private final int steps;

    Range(String text, boolean coarse, int steps) {
        this.text = text;
        this.coarse = coarse;
        this.steps = steps;
    }

    public static Optional<Range> of(String text) {
        return Arrays.stream(values()).filter(range -> range.text.equals(text)).findFirst();
    }

    String text() {
        return text;
    }

    /** Whether its steps are ten seconds long, not one. */
    boolean isCoarse() {
        return coarse;
    }

    int steps() {
        return steps;
    }
}
