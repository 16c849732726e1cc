package smart.lab.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.lab.Experiment;

class ReplicasGraphTest {
    private static final String REPORT =
            """
            {"url": "http://localhost/", "levels": [{"concurrency": 1, "throughput": 10}, {"concurrency": 2, "throughput": null}]}
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theTitleSaysHowManyReplicasThereAre() throws Exception {
        assertThat(draw(1)).isZero();
        assertThat(svg()).contains("Throughput of 1 replica<");
        assertThat(draw(4)).isZero();
        assertThat(svg()).contains("Throughput of 1 to 4 replicas", "2 replicas", "4 replicas");
    }

    @Test
    void moreReportsThanColoursAreRefused() throws Exception {
        assertThat(draw(5)).isEqualTo(Experiment.USAGE);
        assertThat(draw(0)).isEqualTo(Experiment.USAGE);
        assertThat(err.toString(UTF_8)).contains("at most 4 reports");
    }

    private int draw(int reports) throws Exception {
        Path report = Files.writeString(folder.resolve("report.json"), REPORT);
        List<String> args = new ArrayList<>(List.of(folder.resolve("out.svg").toString()));
        args.addAll(Collections.nCopies(reports, report.toString()));
        return ReplicasGraph.run(args, new PrintStream(err, true, UTF_8));
    }

    private String svg() throws Exception {
        return Files.readString(folder.resolve("out.svg"));
    }
}
