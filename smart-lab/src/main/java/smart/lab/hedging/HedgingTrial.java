package smart.lab.hedging;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/**
 * One backend with every setting: for each a mock, a service in front of it, and load. One after the other: two cold
 * services at once delay each other for longer than the measured delays.
 */
final class HedgingTrial {
    private static final int WARM_UP_SECONDS = 30;
    /** Longer than Smart's timeout, so that the service ends each call. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_CONNECTIONS = 4_000;

    private final TestedBackend backend;
    private final Path folder;

    /** @param folder for the servers' logs */
    HedgingTrial(TestedBackend backend, Path folder) {
        this.backend = backend;
        this.folder = folder;
    }

    /** Measures; in the order of the settings. */
    List<HedgingCell> run() throws IOException, InterruptedException {
        List<HedgingCell> cells = new ArrayList<>();
        for (HedgeSetting setting : backend.settings()) {
            try {
                cells.add(cell(setting));
            } catch (ExecutionException | UnreachableException e) {
                throw new IOException("a measurement broke", e.getCause() == null ? e : e.getCause());
            }
        }
        return cells;
    }

    private HedgingCell cell(HedgeSetting setting)
            throws IOException, InterruptedException, UnreachableException, ExecutionException {
        Path log = folder.resolve("servers.log");
        Path errors = folder.resolve("backend_errors-" + setting.name().replaceAll("[^a-z0-9]+", "-") + ".log");
        Map<String, String> environment = HedgeSetting.with(backend.environment(), setting.environment());
        List<String> arguments = new ArrayList<>();
        if (!setting.file().isEmpty()) {
            arguments.add(Files.writeString(folder.resolve("smart.yml"), setting.file())
                    .toString());
        }
        ExecutorService counting = Executors.newSingleThreadExecutor();
        try (Mocks mocks = Mocks.of(backend, folder, log);
                Server smart = Server.smart(mocks.url(), environment, mocks.serviceOptions(), arguments, errors, log)) {
            mocks.awaitStart();
            smart.awaitStart();
            mocks.play();
            Target target = Target.get(smart.url("/api/smart"), List.of(InetAddress.getLoopbackAddress()), PATIENCE);
            OpenLoad load = new OpenLoad(
                    backend.rate(),
                    Duration.ofSeconds(WARM_UP_SECONDS),
                    Duration.ofSeconds(backend.seconds()),
                    true,
                    MAX_CONNECTIONS);
            try (LoadRunner runner = new LoadRunner(target, new Model.Rate(load), new Silence())) {
                runner.connect();
                Future<List<Long>> requests = counting.submit(() -> countRequests(mocks));
                MeasuredLevel measured = runner.run().get(0);
                return HedgingCell.of(setting.name(), measured, requests.get(), backend.seconds());
            }
        } finally {
            counting.shutdownNow();
        }
    }

    /** The requests during the counted time. */
    private List<Long> countRequests(Mocks mocks) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        mocks.play();
        TimeUnit.SECONDS.sleep(backend.seconds());
        return mocks.requests();
    }

    private static final class Silence implements RunListener {
        @Override
        public void progress(String level, double fraction) {}

        @Override
        public void finished(LevelResult level) {}
    }
}
