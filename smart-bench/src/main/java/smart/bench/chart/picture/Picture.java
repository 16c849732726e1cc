package smart.bench.chart.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;
import smart.bench.chart.Labels;
import smart.bench.chart.Panel;

/**
 * Draws figures: titles and legends itself, plots with XChart, with a font from the jar. Java reads a font only while the
 * process is not ending, so create this object early: it can then draw during a shutdown, too.
 */
public final class Picture implements Drawing {
    private static final String FAMILY = "&quot;DejaVu Sans&quot;";
    private static final int WIDTH = 960;
    /** The scale of the PNG, for sharp text on today's screens and in small views. */
    private static final int SCALE = 2;

    /** Not 12: VectorGraphics2D omits that size from the SVG, and viewers use their own. */
    static final float SMALL = 12.25f;

    private static final int MARGIN = 24;
    private static final int GAP = 28;
    private static final int TITLE = 52;
    private static final int HEAD = 26;
    private static final int NOTE = 18;
    private static final int FOOT = 30;

    private final Supplier<Fonts> fonts;

    /** Reads the fonts and draws with them once. If that fails, each drawing fails with the same exception. */
    public Picture() {
        fonts = fonts();
    }

    private Supplier<Fonts> fonts() {
        try {
            Fonts loaded = Fonts.load();
            Graphics2D g = new BufferedImage(WIDTH, TITLE, BufferedImage.TYPE_INT_RGB).createGraphics();
            text(g, loaded.bold(16), Ink.TEXT, "a", 0, 0);
            text(g, loaded.regular(SMALL), Ink.NOTE, "a", 0, 0);
            g.dispose();
            return () -> loaded;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    @Override
    public byte[] png(Figure figure) {
        BufferedImage image = new BufferedImage(SCALE * WIDTH, SCALE * height(figure), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SCALE, SCALE);
        draw(figure, fonts.get(), g);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // In memory: by default ImageIO uses a file, whose removal it can't arrange while the process is ending.
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public byte[] svg(Figure figure) {
        VectorGraphics2D g = new VectorGraphics2D();
        draw(figure, fonts.get(), g);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(g.getCommands(), new PageSize(0, 0, WIDTH, height(figure)))
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Verdana has the same width, for viewers without this font.
        return out.toString(UTF_8)
                .replaceFirst("<!DOCTYPE[^>]*>\\s*", "") // an address that some programs would load
                .replace(FAMILY, FAMILY + ", Verdana, sans-serif")
                .getBytes(UTF_8);
    }

    private static int height(Figure figure) {
        int height = TITLE + FOOT;
        for (int i = 0; i < figure.panels().size(); i += figure.columns()) {
            height += rowHeight(figure, i);
        }
        return height;
    }

    private static int rowHeight(Figure figure, int first) {
        return figure.panels().subList(first, Math.min(figure.panels().size(), first + figure.columns())).stream()
                .mapToInt(panel -> head(panel) + panel.height() + 10)
                .max()
                .orElse(0);
    }

    private static int head(Panel panel) {
        return HEAD + (panel.note().isEmpty() ? 0 : NOTE);
    }

    private static void draw(Figure figure, Fonts fonts, Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, height(figure));
        Font bold = fonts.bold(16);
        String title = figure.title();
        for (int most = title.length(); width(bold, title) > WIDTH - 2 * MARGIN; most--) {
            title = Labels.shortened(figure.title(), most);
        }
        text(g, bold, Ink.TEXT, title, MARGIN, 34);

        int columns = figure.columns();
        int width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns;
        List<PanelChart> charts = charts(figure, fonts, width);
        double left = charts.stream().mapToDouble(PanelChart::left).max().orElse(0);
        int top = TITLE;
        for (int i = 0; i < charts.size(); i++) {
            Panel panel = figure.panels().get(i);
            int x = MARGIN + i % columns * (width + GAP);
            new Caption(panel, fonts).draw(g, x + (int) left, x + width, top + HEAD - 9);
            int shift = (int) Math.round(left - charts.get(i).left());
            charts.get(i).paint(g, x + shift, top + head(panel), width - shift);
            if (i % columns == columns - 1) {
                top += rowHeight(figure, i - i % columns);
            }
        }
        Font small = fonts.regular(SMALL);
        String name = figure.axis().name();
        text(g, small, Ink.NOTE, name, WIDTH - MARGIN - width(small, name), height(figure) - 14);
    }

    // Painted once in advance, since the width of the labels is known only after painting.
    private static List<PanelChart> charts(Figure figure, Fonts fonts, int width) {
        List<PanelChart> charts = new ArrayList<>();
        for (Panel panel : figure.panels()) {
            PanelChart chart = new PanelChart(figure.axis(), panel, fonts, width, panel.height());
            Graphics2D nowhere = new BufferedImage(width, panel.height(), BufferedImage.TYPE_INT_RGB).createGraphics();
            chart.paint(nowhere, 0, 0, width);
            nowhere.dispose();
            charts.add(chart);
        }
        return charts;
    }

    static int width(Font font, String text) {
        return (int) Math.ceil(font.getStringBounds(text, new java.awt.font.FontRenderContext(null, true, true))
                .getWidth());
    }

    static void text(Graphics2D g, Font font, Ink ink, String text, int x, int y) {
        g.setFont(font);
        g.setColor(PanelChart.colour(ink));
        g.drawString(text, x, y);
    }
}
