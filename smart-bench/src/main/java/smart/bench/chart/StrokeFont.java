package smart.bench.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Letters made of strokes. A line of {@code stroke-font.txt} is a character, its width, and its strokes; a stroke is a
 * list of points, each a digit for x and one for y, on a grid where capitals reach from 0 (top) to 6 (baseline), small
 * letters from 2, descenders to 8. Immutable.
 */
final class StrokeFont {
    /** From the top of a capital to the baseline, relative to the size of the text. */
    private static final double CAP_HEIGHT = 0.72;

    private static final int BASELINE = 6;
    private static final double SPACE = 3;
    private static final double GAP = 1.7;
    private static final Glyph UNKNOWN = new Glyph(4, List.of("0040460600"));

    private final Map<Integer, Glyph> glyphs;

    private record Glyph(double width, List<String> strokes) {}

    private StrokeFont(Map<Integer, Glyph> glyphs) {
        this.glyphs = glyphs;
    }

    static StrokeFont load() {
        Map<Integer, Glyph> glyphs = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(StrokeFont.class.getResourceAsStream("stroke-font.txt"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
                String[] parts = line.trim().split(" ", -1);
                if (parts.length > 2) {
                    List<String> strokes = Arrays.asList(parts).subList(2, parts.length);
                    glyphs.put(parts[0].codePointAt(0), new Glyph(Double.parseDouble(parts[1]), strokes));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        glyphs.put((int) ' ', new Glyph(SPACE, List.of()));
        return new StrokeFont(glyphs);
    }

    boolean has(int character) {
        return glyphs.containsKey(character);
    }

    double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> glyph(c).width + GAP).sum() * unit(size);
    }

    Path2D outline(String text, double x, double baseline, double size) {
        Path2D path = new Path2D.Double();
        double unit = unit(size);
        double left = x;
        for (int character : text.codePoints().toArray()) {
            Glyph glyph = glyph(character);
            for (String stroke : glyph.strokes) {
                add(path, stroke, left, baseline, unit);
            }
            left += (glyph.width + GAP) * unit;
        }
        return path;
    }

    private Glyph glyph(int character) {
        return glyphs.getOrDefault(character, UNKNOWN);
    }

    private static double unit(double size) {
        return size * CAP_HEIGHT / BASELINE;
    }

    private static void add(Path2D path, String stroke, double left, double baseline, double unit) {
        for (int i = 0; i < stroke.length(); i += 2) {
            double x = left + (stroke.charAt(i) - '0') * unit;
            double y = baseline + (stroke.charAt(i + 1) - '0' - BASELINE) * unit;
            if (i == 0) {
                path.moveTo(x, y);
            }
            path.lineTo(x, y);
        }
    }
}
