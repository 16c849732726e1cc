package smart.bench.hedging;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import smart.bench.load.OpenLoad;
import smart.bench.load.Target;
import smart.bench.load.UnreachableException;
import smart.bench.result.LevelResult;
import smart.bench.result.Measured;
import smart.bench.run.LoadRunner;
import smart.bench.run.Model;
import smart.bench.run.RunListener;

/** One backend with every setting, at the same time: for each setting a mock, a service in front of it, and load. */
final class Trial implements AutoCloseable {
    private static final int WARM_UP_SECONDS = 10;
    /** Longer than Smart lets a call take, so that the service decides what becomes of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_CONNECTIONS = 4_000;

    private final TestedBackend backend;
    private final List<Pair> pairs = new ArrayList<>();

    /** Starts the servers and waits until all serve. */
    Trial(TestedBackend backend, Path folder) throws IOException, InterruptedException {
        this.backend = backend;
        Path log = folder.resolve("servers.log");
        for (Setting setting : Setting.all()) {
            Server mock = Server.mock(backend.mockOptions(), log);
            Server smart = Server.smart(
                    mock.url("/"),
                    Setting.with(backend.environment(), setting.environment()),
                    folder.resolve("backend_errors-" + pairs.size() + ".log"),
                    log);
            pairs.add(new Pair(setting.name(), mock, smart));
        }
        for (Pair pair : pairs) {
            pair.mock.awaitStart();
            pair.smart.awaitStart();
        }
    }

    private record Pair(String setting, Server mock, Server smart) {}

    /** Measures; in the order of the settings. */
    List<Cell> run() throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Cell>> running = new ArrayList<>();
            for (Pair pair : pairs) {
                running.add(threads.submit(() -> cell(pair, threads)));
            }
            List<Cell> cells = new ArrayList<>();
            for (Future<Cell> cell : running) {
                cells.add(cell.get());
            }
            return cells;
        } catch (ExecutionException e) {
            throw new IOException("a measurement broke", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Cell cell(Pair pair, ExecutorService threads)
            throws IOException, InterruptedException, UnreachableException, ExecutionException {
        play(pair.mock);
        Target target = Target.get(pair.smart.url("/api/smart"), List.of(InetAddress.getLoopbackAddress()), PATIENCE);
        OpenLoad load = new OpenLoad(
                backend.rate(),
                Duration.ofSeconds(WARM_UP_SECONDS),
                Duration.ofSeconds(backend.seconds()),
                true,
                MAX_CONNECTIONS);
        try (LoadRunner runner = new LoadRunner(target, new Model.Rate(load), new Silence())) {
            runner.connect();
            Future<Long> requests = threads.submit(() -> countRequests(pair.mock));
            Measured measured = runner.run().get(0);
            return Cell.of(pair.setting, measured, requests.get(), backend.seconds());
        }
    }

    /** The requests that come while calls are counted. */
    private long countRequests(Server mock) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        play(mock);
        TimeUnit.SECONDS.sleep(backend.seconds());
        return mock.get("/requests?limit=1")
                .headers()
                .firstValueAsLong("Journal-Total")
                .orElseThrow(() -> new IOException("the mock does not say how many requests came"));
    }

    /** Starts the scenario, with an empty journal. */
    private void play(Server mock) throws IOException, InterruptedException {
        int status = mock.post("/setscenario", backend.scenario()).statusCode();
        if (status != 200) {
            throw new IOException("the mock answered the scenario with " + status);
        }
    }

    @Override
    public void close() {
        for (Pair pair : pairs) {
            pair.smart.close();
            pair.mock.close();
        }
    }

    private static final class Silence implements RunListener {
        @Override
        public void progress(String level, double fraction) {}

        @Override
        public void finished(LevelResult level) {}
    }
}
