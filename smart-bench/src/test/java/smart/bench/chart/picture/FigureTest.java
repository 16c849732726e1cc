package smart.bench.chart.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import smart.bench.chart.Figure;
import smart.bench.chart.Ink;
import smart.bench.chart.Labels;
import smart.bench.chart.Panel;
import smart.bench.chart.Point;
import smart.bench.chart.Series;
import smart.bench.chart.SweepFigure;
import smart.bench.result.KneeFinder;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;

class FigureTest {

    @Test
    void theImageShowsLinesAndMarksErrors() throws Exception {
        BufferedImage clean = png(figure(40, false));
        BufferedImage troubled = png(figure(40, true));
        assertThat(pixels(clean, 0x2563eb)).isGreaterThan(1000); // the mean
        assertThat(pixels(clean, 0xd11a2a)).isZero();
        assertThat(pixels(troubled, 0xd11a2a)).isGreaterThan(100);
    }

    @Test
    void everyLevelHasADotAndEveryLevelWithErrorsAMark() throws Exception {
        Figure clean = figure(9, false);
        Figure troubled = figure(9, true);
        assertThat(clean.panels()).hasSize(2);
        assertThat(clean.panels().get(0).series()).allSatisfy(line -> assertThat(line.values())
                .extracting(Point::x)
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0));
        assertThat(clean.panels().get(0).errors()).isEmpty();
        assertThat(troubled.panels()).hasSize(3);
        assertThat(troubled.panels().get(0).errors())
                .containsExactly(new Point(1, 0.2), new Point(4, 0.2), new Point(7, 0.2));
        assertThat(text(troubled)).contains(Panel.ERRORS, "not succeeded, %").doesNotContain("NaN");
        assertThat(text(clean)).doesNotContain(Panel.ERRORS);
    }

    @Test
    void theModelIsExplainedWhereItIsDrawn() throws Exception {
        List<LevelResult> pool = levels(40, n -> Math.min(n, 10) * 100.0);
        assertThat(text(figure(pool)))
                .contains("Ceiling: each caller adds 100 a second, until 1,000 a second", "knee at 10");
        List<LevelResult> law = levels(40, n -> 100.0 * n / (1 + 0.05 * (n - 1) + 0.001 * n * (n - 1)));
        assertThat(text(figure(law)))
                .contains("\u03bb = 100, the rate of one caller", "\u03c3 = 0.05", "\u03ba = 0.001");
    }

    @Test
    void theDocumentIsWellFormedForOneFiveAndTwoHundredLevels() throws Exception {
        for (int levels : new int[] {1, 5, 200}) {
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(new Picture().svg(figure(levels, true))));
            assertThat(svg.getDocumentElement().getAttribute("width")).startsWith("960");
        }
    }

    @Test
    void theFontHasEveryLetterThatIsNeeded() {
        String needed = "Az09 .,:;-_+=<>/%()[]'?!*&#@~|\u2026\u2192\u2212\u03bb\u03c3\u03ba\u00e9\u00df";
        Fonts fonts = Fonts.load();
        assertThat(fonts.regular().canDisplayUpTo(needed)).isEqualTo(-1);
        assertThat(fonts.bold().canDisplayUpTo(needed)).isEqualTo(-1);
    }

    @Test
    void aLongAddressIsShortenedInTheMiddle() {
        assertThat(Labels.shortened("http://host/a/very/long/path", 15))
                .hasSize(15)
                .isEqualTo("http://\u2026ng/path");
        assertThat(Labels.shortened("short", 15)).isEqualTo("short");
    }

    @Test
    void anAxisIsRoundAndAboveAllThatIsDrawn() {
        Panel panel = new Panel(
                "t", 100, List.of(new Series(Ink.MEAN, "m", List.of(new Point(1, 47), new Point(2, Double.NaN)))));
        assertThat(panel.top()).isEqualTo(50);
        assertThat(new Panel("t", 100, List.of()).top()).isEqualTo(1);
        assertThat(Labels.of(20_000)).isEqualTo("20,000");
        assertThat(Labels.of(0.5)).isEqualTo("0.5");
    }

    private static Figure figure(List<LevelResult> results) {
        return SweepFigure.of(new Report(
                "http://localhost/<&>",
                "closed",
                "2026-11-24T00:00:00Z",
                "t",
                results,
                KneeFinder.find(results).orElse(null),
                List.of()));
    }

    private static List<LevelResult> levels(int count, IntToDoubleFunction throughput) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> Levels.level(n, throughput.applyAsDouble(n), 10 + n))
                .toList();
    }

    private static String text(Figure figure) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(new Picture().svg(figure)))
                .getDocumentElement()
                .getTextContent();
    }

    private static Figure figure(int levels, boolean troubled) {
        List<LevelResult> results = IntStream.rangeClosed(1, levels)
                .mapToObj(n -> troubled && n % 3 == 1
                        ? Levels.withFailures(n, 80, 20)
                        : Levels.level(n, Math.min(n, 10) * 100, 10 + n))
                .toList();
        return figure(results);
    }

    private static BufferedImage png(Figure figure) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(new Picture().png(figure)));
    }

    private static long pixels(BufferedImage image, int rgb) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == rgb)
                .count();
    }
}
