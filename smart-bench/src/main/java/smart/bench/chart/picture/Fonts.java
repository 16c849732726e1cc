package smart.bench.chart.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** DejaVu Sans from the jar, with European letters, since a machine without a screen often has no fonts. Immutable. */
record Fonts(Font regular, Font bold) {

    /**
     * Reads both fonts.
     *
     * @throws NoFontsException if Java can't draw letters
     * @throws UncheckedIOException if the temporary files can't be written in which Java keeps such fonts
     */
    static Fonts load() {
        try {
            // The JDK's own font: whatever fails here is not about the bundled one.
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("a", new FontRenderContext(null, true, true));
        } catch (LinkageError | InternalError | RuntimeException e) {
            throw new NoFontsException(e);
        }
        return new Fonts(load("DejaVuSans.ttf"), load("DejaVuSans-Bold.ttf"));
    }

    private static Font load(String name) {
        try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream(name), name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font can't be read: " + e.getMessage(), e);
        }
    }

    Font regular(float size) {
        return regular.deriveFont(size);
    }

    Font bold(float size) {
        return bold.deriveFont(Font.BOLD, size);
    }
}
