package smart.bench.chart;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The meaning of an element of a figure, which determines its colour; the dark colour is for dark pages. */
public enum Ink {
    /** The page. */
    PAPER("#ffffff", "#14181d", 0, false),
    /** Lines behind the figure. */
    GRID("#e3e7ec", "#2a313a", 1, false),
    /** Axes. */
    AXIS("#7a8592", "#7d8896", 1, false),
    /** Words and figures. */
    TEXT("#1f2933", "#dde3ea", 1.2f, false),
    /** Words of less weight. */
    NOTE("#5b6672", "#9aa5b1", 1.1f, false),
    /** The mean's confidence band. */
    BAND("#2563eb", "#6ea0ff", 0, false),
    /** Mean response time. */
    MEAN("#2563eb", "#6ea0ff", 2.2f, false),
    /** Median. */
    P50("#0f8a6c", "#3cc7a2", 1.6f, false),
    /** 95th percentile. */
    P95("#c2570c", "#f59e5b", 1.6f, false),
    /** 99th percentile. */
    P99("#9333a8", "#d08be6", 1.6f, false),
    /** Requests that succeeded per second. */
    THROUGHPUT("#2563eb", "#6ea0ff", 2.2f, false),
    /** The fitted law. */
    FIT("#5b6672", "#9aa5b1", 1.4f, true),
    /** Where throughput stops growing. */
    KNEE("#0f8a6c", "#3cc7a2", 1.4f, true),
    /** Unsuccessful requests. */
    ERROR("#d11a2a", "#ff6b76", 1.6f, false),
    /** The other run of a comparison. */
    OTHER("#c2570c", "#f59e5b", 2.2f, false);

    private final String light;
    private final String dark;
    private final float width;
    private final boolean dashed;

    Ink(String light, String dark, float width, boolean dashed) {
        this.light = light;
        this.dark = dark;
        this.width = width;
        this.dashed = dashed;
    }

    /** On a light page, as {@code #rrggbb}. */
    public String light() {
        return light;
    }

    /** On a dark page. */
    public String dark() {
        return dark;
    }

    public float width() {
        return width;
    }

    public boolean isDashed() {
        return dashed;
    }

    /** The name in style sheets. */
    @JsonValue
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
