package smart.bench.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
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
    void everyCharacterOfATitleIsDrawn() {
        StrokeFont font = StrokeFont.load();
        String needed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-_+=<>/%()[]'?!*&#@~|";
        assertThat(needed.codePoints().filter(c -> !font.has(c)).toArray()).isEmpty();
        assertThat(font.width("WWW", 12)).isGreaterThan(font.width("iii", 12));
    }

    @Test
    void theDocumentIsWellFormedForFiveAndForTwoHundredLevels() throws Exception {
        for (int levels : new int[] {1, 5, 200}) {
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(
                            figure(levels, true).svgDocument().getBytes(UTF_8)));
            assertThat(svg.getElementsByTagName("polyline").getLength()).isGreaterThan(10);
        }
    }

    @Test
    void ticksAreRoundAndWithinTheScale() {
        assertThat(Scale.linear(47, 0, 100).ticks(5)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
        assertThat(Scale.logarithmic(3, 80, 0, 100).ticks(5)).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
        assertThat(Scale.label(0.5)).isEqualTo("0.5");
        assertThat(Scale.label(20_000)).isEqualTo("20k");
    }

    @Test
    void aScaleMapsItsEndsToTheFrame() {
        Scale even = Scale.linear(100, 300, 0);
        assertThat(even.pixel(0)).isEqualTo(300);
        assertThat(even.pixel(even.to())).isEqualTo(0);
        Scale log = new Scale(1, 100, 0, 200, true);
        assertThat(log.pixel(10)).isEqualTo(100);
    }

    private static Figure figure(int levels, boolean troubled) {
        List<LevelResult> results = IntStream.rangeClosed(1, levels)
                .mapToObj(n -> troubled && n % 3 == 1
                        ? Levels.withFailures(n, 80, 20)
                        : Levels.level(n, Math.min(n, 10) * 100, 10 + n))
                .toList();
        return SweepFigure.of(new Report(
                "http://localhost/<&>",
                "closed",
                "2026-11-24T00:00:00Z",
                "t",
                results,
                KneeFinder.find(results).orElse(null),
                List.of()));
    }

    private static BufferedImage png(Figure figure) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        figure.writePng(bytes);
        return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static long pixels(BufferedImage image, int rgb) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == rgb)
                .count();
    }
}
