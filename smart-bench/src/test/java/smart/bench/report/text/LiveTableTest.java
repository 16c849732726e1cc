package smart.bench.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.bench.result.Levels;

class LiveTableTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);
    private long now = 1;

    @Test
    void aTerminalRedrawsTheBarAndTheTableGrowsAboveIt() {
        LiveTable table = new LiveTable(out, true, () -> now);
        table.progress("10 callers", 0);
        assertThat(said()).isEqualTo("\r\033[K[..............................]   0 %  10 callers");
        pass(30);
        table.progress("10 callers", 0.5);
        assertThat(said()).isEqualTo("\r\033[K[###############...............]  50 %  10 callers, about 31 s left");
        pass(570);
        table.progress("10 callers", 0.5);
        assertThat(said()).endsWith(", about 11 min left");
        table.finished(Levels.level(10, 100, 10));
        assertThat(said().stripTrailing().split(System.lineSeparator(), -1))
                .containsExactly(
                        "\r\033[K" + TextTable.head(true).lines().toList().get(0),
                        TextTable.head(true).lines().toList().get(1),
                        TextTable.row(Levels.level(10, 100, 10)));
        table.finished(Levels.level(20, 100, 10));
        assertThat(said().strip())
                .isEqualTo(TextTable.row(Levels.level(20, 100, 10)).strip());
        table.clear();
        assertThat(said()).isEmpty();
    }

    @Test
    void elsewhereALineComesAfterFiveSecondsWithoutALevel() {
        LiveTable table = new LiveTable(out, false, () -> now);
        table.progress("10 callers", 0);
        pass(4);
        table.progress("10 callers", 0.1);
        assertThat(said()).isEmpty();
        pass(1);
        table.progress("10 callers", 0.2);
        assertThat(said()).isEqualTo("... 5 s: 10 callers, 20 % of the run done" + System.lineSeparator());
        pass(4);
        table.finished(Levels.level(10, 100, 10));
        said();
        pass(4);
        table.progress("20 callers", 0.4);
        assertThat(said()).isEmpty();
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private String said() {
        String said = bytes.toString(UTF_8);
        bytes.reset();
        return said;
    }
}
