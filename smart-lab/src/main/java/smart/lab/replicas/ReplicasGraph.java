package smart.lab.replicas;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import smart.bench.chart.picture.Picture;
import smart.bench.report.JsonFile;
import smart.bench.result.Report;
import smart.lab.Experiment;

/** The program behind {@code docs/scaling.svg}: throughput against concurrency, with a line per report. */
public final class ReplicasGraph {
    private ReplicasGraph() {}

    /**
     * Draws them.
     *
     * @param args the file to write, and the reports of one replica, two, and so on
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        System.exit(run(List.of(args), System.err));
    }

    static int run(List<String> args, PrintStream err) throws IOException {
        if (args.size() < 2 || args.size() > 1 + ReplicasFigure.MOST) {
            err.println(
                    "usage: ReplicasGraph OUT.svg REPORT.json..., with at most " + ReplicasFigure.MOST + " reports");
            return Experiment.USAGE;
        }
        List<Report> reports = new ArrayList<>();
        for (String file : args.subList(1, args.size())) {
            reports.add(JsonFile.read(Path.of(file)));
        }
        Files.write(Path.of(args.get(0)), new Picture().svg(ReplicasFigure.of(reports)));
        return 0;
    }
}
