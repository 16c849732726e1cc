package smart.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.bench.chart.Figure;
import smart.bench.chart.picture.Drawing;
import smart.bench.chart.picture.NoFontsException;
import smart.bench.chart.picture.Picture;
import smart.bench.result.Levels;
import smart.bench.result.Report;

class DrawingFailuresTest {
    private static final Report REPORT = new Report(
            "http://localhost/",
            "closed",
            "2026-11-24T00:00:00Z",
            "t",
            List.of(Levels.level(1, 100, 10)),
            null,
            List.of());

    @TempDir
    private Path folder;

    @Test
    void withoutFontsTheOtherFilesAreWrittenAndOneLineSaysWhatToInstall() {
        Written written = write(new Broken(new NoFontsException(new UnsatisfiedLinkError("libfreetype.so.6"))));
        assertThat(written.lost()).isEmpty();
        assertThat(written.hints()).singleElement().asString().contains("apt-get install fontconfig libfreetype6");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("report.json", "report.csv", "report.html", "report.hlog");
    }

    @Test
    void anyOtherFailureIsNotTakenForALackOfFonts() {
        Written written = write(new Broken(new IllegalArgumentException("Y-Axis data is empty")));
        assertThat(written.hints()).isEmpty();
        assertThat(written.lost())
                .containsExactly(
                        "can't draw " + folder.resolve("report.svg")
                                + ": java.lang.IllegalArgumentException: Y-Axis data is empty",
                        "can't draw " + folder.resolve("report.png")
                                + ": java.lang.IllegalArgumentException: Y-Axis data is empty");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("report.json", "report.csv", "report.html", "report.hlog");
    }

    @Test
    void withFontsThereIsNothingToSay() {
        Written written = write(new Picture());
        assertThat(written.lost()).isEmpty();
        assertThat(written.hints()).isEmpty();
        assertThat(folder.resolve("report.png")).isNotEmptyFile();
        assertThat(folder.resolve("report.svg")).isNotEmptyFile();
    }

    private Written write(Drawing drawing) {
        return ReportFiles.write(REPORT, List.of(), folder.resolve("report"), drawing);
    }

    private record Broken(RuntimeException failure) implements Drawing {
        @Override
        public byte[] png(Figure figure) {
            throw failure;
        }

        @Override
        public byte[] svg(Figure figure) {
            throw failure;
        }
    }
}
