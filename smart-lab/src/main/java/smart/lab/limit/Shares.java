package smart.lab.limit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import smart.bench.load.http.RequestOutcome;
import smart.bench.result.MeasuredLevel;
import smart.bench.run.LoadRunner;
import smart.lab.hedging.Server;

/**
 * Three replicas with the adaptive limit on one backend of 500 calls a second, with 1,000 offered in total; then the
 * two that remain after one was killed.
 *
 * @param phase the name of the phase
 * @param perSecond the goodput of each replica
 * @param seconds of each replica, one after the other
 */
record Shares(String phase, List<Double> perSecond, List<List<Second>> seconds) {
    private static final int REPLICAS = 3;
    private static final double OFFERED = 1_000;
    private static final int SETTLING = 20;
    private static final int SECONDS = 60;
    private static final String SCENARIO =
            "{\"entries\": [[\"{}\", 200, {\"uniform\": [80, 120]}]], \"then\": \"last\"}";

    /** The largest deviation of a replica from an equal share, relative to that share. */
    double off() {
        double fair =
                perSecond.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return perSecond.stream()
                .mapToDouble(one -> Math.abs(one / fair - 1))
                .max()
                .orElse(Double.NaN);
    }

    /** Measures three replicas, kills one, and measures two. */
    static List<Shares> measure(Path folder) throws IOException, InterruptedException {
        TrialRun run = new TrialRun(folder);
        List<Server> replicas = new ArrayList<>();
        try (LimitedBackend backend = new LimitedBackend(
                List.of("--capacity", "50", "--queue", "100000"), SCENARIO, folder.resolve("servers.log"))) {
            URI url = backend.server().url("/");
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(run.smart(url, Rule.ADAPTIVE, Map.of("HEDGING", "false")));
            }
            for (Server replica : replicas) {
                replica.awaitStart();
            }
            Shares three = load("three replicas", replicas);
            replicas.remove(0).close();
            return List.of(three, load("two, after one was killed", replicas));
        } finally {
            replicas.forEach(Server::close);
        }
    }

    private static Shares load(String phase, List<Server> replicas) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(replicas.size());
        List<LoadRunner> runners = new ArrayList<>();
        List<Samples> samples = new ArrayList<>();
        try {
            for (Server replica : replicas) {
                runners.add(TrialRun.runner(replica, OFFERED / replicas.size(), SETTLING, SETTLING + SECONDS));
            }
            List<Future<List<MeasuredLevel>>> results =
                    runners.stream().map(runner -> threads.submit(runner::run)).toList();
            replicas.forEach(replica -> samples.add(new Samples(replica)));
            List<Double> perSecond = new ArrayList<>();
            for (Future<List<MeasuredLevel>> result : results) {
                Histogram times = result.get().get(0).tally().latencies(RequestOutcome.SUCCEEDED);
                perSecond.add(times.getCountBetweenValues(0, 1_000_000_000) / (double) SECONDS);
            }
            return new Shares(
                    phase, perSecond, samples.stream().map(Samples::seconds).toList());
        } catch (ExecutionException e) {
            throw new IOException("a measurement broke", e.getCause());
        } finally {
            samples.forEach(Samples::close);
            runners.forEach(LoadRunner::close);
            threads.shutdownNow();
        }
    }

    /** All phases as Markdown. */
    static String table(List<Shares> phases) {
        StringBuilder table = new StringBuilder(
                "\n| | calls/s of each | together | farthest from an equal share |\n|---|---|---|---|\n");
        for (Shares phase : phases) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f %% |%n",
                    phase.phase(),
                    String.join(
                            ", ",
                            phase.perSecond().stream()
                                    .map(one -> String.valueOf(Math.round(one)))
                                    .toList()),
                    phase.perSecond().stream().mapToDouble(Double::doubleValue).sum(),
                    100 * phase.off()));
        }
        return table.toString();
    }
}
