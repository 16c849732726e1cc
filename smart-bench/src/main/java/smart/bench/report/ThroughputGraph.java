package smart.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import smart.bench.chart.ReplicasFigure;
import smart.bench.chart.picture.Picture;
import smart.bench.result.Report;

/** The program behind {@code docs/scaling.svg}: throughput against concurrency, with a line per report. */
public final class ThroughputGraph {
    private ThroughputGraph() {}

    /**
     * Draws them.
     *
     * @param args the file to write, and the reports of one replica, two, and so on
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        if (args.length < 2) {
            System.err.println("usage: ThroughputGraph OUT.svg REPORT.json...");
            System.exit(2);
        }
        List<Report> reports = new ArrayList<>();
        for (String file : List.of(args).subList(1, args.length)) {
            reports.add(JsonFile.read(Path.of(file)));
        }
        Files.write(Path.of(args[0]), new Picture().svg(ReplicasFigure.of(reports)));
    }
}
