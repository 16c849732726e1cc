package smart.bench.chart.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import smart.bench.chart.Ink;
import smart.bench.chart.Panel;

/** The caption above a plot: its title at the left, its legend at the right, its note below. */
final class Caption {
    private static final int SAMPLE = 22;
    private static final int SPACE = 18;

    private record Entry(Ink ink, String name, boolean error) {}

    private final Panel panel;
    private final Fonts fonts;

    Caption(Panel panel, Fonts fonts) {
        this.panel = panel;
        this.fonts = fonts;
    }

    void draw(Graphics2D g, int left, int right, int baseline) {
        Picture.text(g, fonts.bold(13), Ink.TEXT, panel.title(), left, baseline);
        if (!panel.note().isEmpty()) {
            Picture.text(g, fonts.regular(11.5f), Ink.NOTE, panel.note(), left, baseline + 18);
        }
        Font font = fonts.regular(Picture.SMALL);
        List<Entry> entries = entries();
        int x = right;
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            x -= Picture.width(font, entry.name);
            Picture.text(g, font, Ink.TEXT, entry.name, x, baseline);
            x -= SAMPLE + 6;
            g.setColor(PanelChart.colour(entry.ink));
            if (entry.error) {
                g.fill(PanelChart.triangle(x + SAMPLE / 2, baseline));
            } else {
                g.setStroke(PanelChart.stroke(entry.ink));
                g.drawLine(x, baseline - 4, x + SAMPLE, baseline - 4);
            }
            x -= SPACE;
        }
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        panel.series().forEach(line -> entries.add(new Entry(line.ink(), line.name(), false)));
        panel.marks().forEach(mark -> entries.add(new Entry(mark.ink(), mark.label(), false)));
        if (!panel.errors().isEmpty()) {
            entries.add(new Entry(Ink.ERROR, Panel.ERRORS, true));
        }
        return entries;
    }
}
