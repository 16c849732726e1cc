package smart.lab.limit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import smart.bench.load.http.Target;
import smart.bench.load.http.UnreachableException;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.LevelResult;
import smart.bench.result.MeasuredLevel;
import smart.bench.run.LoadRunner;
import smart.bench.run.Model;
import smart.bench.run.RunListener;
import smart.lab.hedging.Server;
import smart.lab.limit.Trial.Change;

/** One trial with one rule: a mock, the service in front of it, and load with Poisson arrivals. */
final class TrialRun {
    /** Longer than Smart's timeout, so that the service ends each call. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_CONNECTIONS = 4_000;

    private final Path folder;

    /** @param folder for the servers' logs */
    TrialRun(Path folder) {
        this.folder = folder;
    }

    Cell run(Trial trial, Rule rule) throws IOException, InterruptedException {
        ExecutorService changing = Executors.newSingleThreadExecutor();
        try (LimitedBackend backend = new LimitedBackend(trial.options(), trial.scenario(), log());
                Server smart = smart(backend.server().url("/"), rule, trial.environment())) {
            smart.awaitStart();
            try (LoadRunner runner = runner(smart, trial.rate(), trial.from(), trial.seconds());
                    Samples samples = new Samples(smart)) {
                Future<List<Double>> changes = changing.submit(changes(trial, backend));
                MeasuredLevel measured = runner.run().get(0);
                return Cell.of(
                        rule.name(),
                        trial,
                        measured,
                        samples.seconds(),
                        changes.get(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            }
        } catch (ExecutionException e) {
            throw new IOException("a change of the backend broke", e.getCause());
        } finally {
            changing.shutdownNow();
        }
    }

    private Path log() {
        return folder.resolve("servers.log");
    }

    /** The service; it still has to start. */
    Server smart(URI backend, Rule rule, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new TreeMap<>(settings);
        environment.putAll(rule.environment());
        return Server.smart(backend, environment, List.of(), List.of(), folder.resolve("backend_errors.log"), log());
    }

    /** The load for a service; it starts with one connection. */
    static LoadRunner runner(Server smart, double rate, int from, int seconds) throws IOException {
        Target target = Target.get(smart.url("/api/smart"), List.of(InetAddress.getLoopbackAddress()), PATIENCE);
        OpenLoad load =
                new OpenLoad(rate, Duration.ofSeconds(from), Duration.ofSeconds(seconds - from), true, MAX_CONNECTIONS);
        LoadRunner runner = new LoadRunner(target, new Model.Rate(load), 1, new Silence());
        try {
            runner.connect();
        } catch (UnreachableException e) {
            runner.close();
            throw new IOException("the service accepts no connection", e);
        }
        return runner;
    }

    /** Changes the backend at the given times. Returns when each change was complete, in seconds from now. */
    private static Callable<List<Double>> changes(Trial trial, LimitedBackend backend) {
        long begin = System.nanoTime();
        return () -> {
            List<Double> happened = new ArrayList<>();
            for (Change change : trial.changes()) {
                TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.SECONDS.toNanos(change.second()) - System.nanoTime());
                change.action().on(backend);
                happened.add((System.nanoTime() - begin) / 1e9);
            }
            return happened;
        };
    }

    private static final class Silence implements RunListener {
        @Override
        public void progress(String level, double fraction) {}

        @Override
        public void finished(LevelResult level) {}
    }
}
