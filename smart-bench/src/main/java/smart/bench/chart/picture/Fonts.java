package smart.bench.chart.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** DejaVu Sans from the jar, with European letters, since a machine without a screen often has no fonts. Immutable. */
record Fonts(Font regular, Font bold) {

    /** Reads both fonts. It fails as described in {@link Drawing} if Java can't draw text. */
    static Fonts load() {
        return new Fonts(load("DejaVuSans.ttf"), load("DejaVuSans-Bold.ttf"));
    }

    private static Font load(String name) {
        try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(name), name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException("the bundled font can't be read", e);
        }
    }

    Font regular(float size) {
        return regular.deriveFont(size);
    }

    Font bold(float size) {
        return bold.deriveFont(Font.BOLD, size);
    }
}
