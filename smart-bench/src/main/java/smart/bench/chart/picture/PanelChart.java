package smart.bench.chart.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;
import smart.bench.chart.Labels;
import smart.bench.chart.Panel;
import smart.bench.chart.Point;
import smart.bench.chart.Series;

/** The plot of a panel, by XChart, without its title and legend. Not thread-safe. */
final class PanelChart {
    private static final int DOTS_UP_TO = 60;
    private static final float[] DASHES = {6, 4};
    private static final int FOOT = 22;
    private static final int LABEL_EVERY = 80;
    private static final int BAND_ALPHA = 40;

    private final Figure.Axis axis;
    private final Panel panel;
    private final Fonts fonts;
    private final XYChart chart;

    PanelChart(Figure.Axis axis, Panel panel, Fonts fonts, int width, int height) {
        this.axis = axis;
        this.panel = panel;
        this.fonts = fonts;
        this.chart = new XYChartBuilder().width(width).height(height - FOOT).build();
        style();
        if (panel.band().size() > 1) {
            band();
        }
        for (Series line : panel.series()) {
            line(
                    line.ink(),
                    line.values(),
                    line.values().size() <= DOTS_UP_TO && !line.ink().isDashed());
        }
        for (Panel.Mark mark : panel.marks()) {
            line(mark.ink(), List.of(new Point(mark.x(), panel.bottom()), new Point(mark.x(), panel.top())), false);
        }
    }

    private void style() {
        XYStyler styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(4);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setAxisTitlesVisible(false);
        styler.setAxisTickLabelsFont(fonts.regular(11.5f));
        styler.setAxisTickLabelsColor(colour(Ink.NOTE));
        styler.setAxisTickMarksColor(colour(Ink.GRID));
        styler.setPlotGridLinesColor(colour(Ink.GRID));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setMarkerSize(5);
        styler.setLocale(Locale.ROOT);
        styler.setXAxisMin(axis.lowest());
        styler.setXAxisMax(axis.highest());
        styler.setYAxisMin(panel.bottom());
        styler.setYAxisMax(panel.top());
        styler.setYAxisTickMarkSpacingHint(46);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setXAxisTicksVisible(false); // XChart's own label search loops for ever if two labels are equal
        styler.setyAxisTickLabelsFormattingFunction(Labels::of);
    }

    /** Round whole numbers, unless the axis has its own labels. */
    private List<Figure.Axis.Label> labels(int width) {
        if (!axis.labels().isEmpty()) {
            return axis.labels();
        }
        double range = axis.highest() - axis.lowest();
        double rough = Math.max(1, range * LABEL_EVERY / width);
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = rough <= decade
                ? decade
                : rough <= 2 * decade ? 2 * decade : rough <= 5 * decade ? 5 * decade : 10 * decade;
        List<Figure.Axis.Label> labels = new ArrayList<>();
        double first = Math.ceil(axis.lowest() / step) * step;
        if (first - axis.lowest() > step / 2 && axis.lowest() == Math.rint(axis.lowest())) {
            labels.add(new Figure.Axis.Label(axis.lowest(), Labels.of(axis.lowest())));
        }
        for (double at = first; at <= axis.highest(); at += step) {
            labels.add(new Figure.Axis.Label(at, Labels.of(at)));
        }
        return labels;
    }

    private void axis(Graphics2D g, int width, int bottom) {
        Font font = fonts.regular(11.5f);
        for (Figure.Axis.Label label : labels(width)) {
            int at = (int) Math.round(chart.getScreenXFromChart(label.x()));
            g.setColor(colour(Ink.AXIS));
            g.setStroke(new BasicStroke(1));
            g.drawLine(at, bottom, at, bottom + 4);
            int half = Picture.width(font, label.text()) / 2;
            Picture.text(g, font, Ink.NOTE, label.text(), Math.min(at - half, width - 2 * half), bottom + 18);
        }
        g.setColor(colour(Ink.AXIS));
        g.drawLine((int) left(), bottom, (int) Math.round(chart.getScreenXFromChart(axis.highest())), bottom);
    }

    /** Along the upper edge, and back along the lower one. */
    private void band() {
        List<Panel.Band> band = panel.band();
        int n = band.size();
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = x[2 * n - 1 - i] = band.get(i).x();
            y[i] = band.get(i).high();
            y[2 * n - 1 - i] = band.get(i).low();
        }
        Color solid = colour(Ink.BAND);
        XYSeries area = chart.addSeries("band", x, y);
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        area.setFillColor(new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), BAND_ALPHA));
        area.setLineColor(new Color(255, 255, 255, 0));
        area.setMarker(SeriesMarkers.NONE);
    }

    private void line(Ink ink, List<Point> points, boolean dots) {
        if (points.isEmpty()) {
            return;
        }
        double[] x = points.stream().mapToDouble(Point::x).toArray();
        double[] y = points.stream()
                .mapToDouble(point -> Double.isFinite(point.y()) ? point.y() : Double.NaN)
                .toArray();
        XYSeries line = chart.addSeries("line " + chart.getSeriesMap().size(), x, y);
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        line.setLineColor(colour(ink));
        line.setLineStyle(stroke(ink));
        line.setMarkerColor(colour(ink));
        line.setMarker(dots ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }

    static Color colour(Ink ink) {
        return Color.decode(ink.light());
    }

    static BasicStroke stroke(Ink ink) {
        return ink.isDashed()
                ? new BasicStroke(ink.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                : new BasicStroke(ink.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    /** The left edge of the plot if drawn at {@code x} 0, which leaves room for the labels. Known after painting. */
    double left() {
        return chart.getScreenXFromChart(axis.lowest());
    }

    void paint(Graphics2D g, int x, int y, int width) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        chart.paint(g, width, chart.getHeight());
        int bottom = (int) Math.round(chart.getScreenYFromChart(panel.bottom()));
        axis(g, width, bottom);
        g.setColor(colour(Ink.ERROR));
        for (Point error : panel.errors()) {
            g.fill(triangle((int) Math.round(chart.getScreenXFromChart(error.x())), bottom));
        }
        g.setTransform(before);
    }

    /** The mark of an error. */
    static Polygon triangle(int x, int bottom) {
        return new Polygon(new int[] {x - 5, x, x + 5}, new int[] {bottom, bottom - 10, bottom}, 3);
    }
}
