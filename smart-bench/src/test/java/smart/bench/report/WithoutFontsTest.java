package smart.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smart.bench.chart.Figure;
import smart.bench.chart.picture.Drawing;
import smart.bench.result.Levels;
import smart.bench.result.Report;

/** A JRE without fontconfig and FreeType throws what its version throws. */
class WithoutFontsTest {
    @TempDir
    private Path folder;

    static List<Throwable> failures() {
        return List.of(
                new UnsatisfiedLinkError("libfreetype.so.6: cannot open shared object file"),
                new NoClassDefFoundError("Could not initialize class sun.font.SunFontManager"),
                new InternalError("Fontconfig head is null, check your fonts or fonts configuration"),
                new NullPointerException("getPlatformFont"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theOtherFilesAreWrittenAndOneLineSaysWhatToInstall(Throwable failure) {
        Report report = new Report(
                "http://localhost/",
                "closed",
                "2026-11-24T00:00:00Z",
                "t",
                List.of(Levels.level(1, 100, 10)),
                null,
                List.of());
        Written written = ReportFiles.write(report, List.of(), folder.resolve("report"), new Broken(failure));
        assertThat(written.lost()).isEmpty();
        assertThat(written.hints()).singleElement().asString().contains("apt-get install fontconfig libfreetype6");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("report.json", "report.csv", "report.html", "report.hlog");
    }

    @Test
    void withFontsThereIsNothingToSay() {
        Report report = new Report(
                "http://localhost/",
                "closed",
                "2026-11-24T00:00:00Z",
                "t",
                List.of(Levels.level(1, 100, 10)),
                null,
                List.of());
        Written written = ReportFiles.write(report, List.of(), folder.resolve("report"));
        assertThat(written.lost()).isEmpty();
        assertThat(written.hints()).isEmpty();
        assertThat(folder.resolve("report.png")).isNotEmptyFile();
        assertThat(folder.resolve("report.svg")).isNotEmptyFile();
    }

    private record Broken(Throwable failure) implements Drawing {
        @Override
        public byte[] png(Figure figure) {
            throw thrown(failure);
        }

        @Override
        public byte[] svg(Figure figure) {
            throw thrown(failure);
        }

        private static RuntimeException thrown(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            return (RuntimeException) failure;
        }
    }
}
