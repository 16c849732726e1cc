package smart.bench.load.open;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import smart.bench.load.http.Connection;
import smart.bench.load.http.Lane;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Level;
import smart.bench.load.measure.LevelEnd;
import smart.bench.load.measure.Measurement;
import smart.bench.load.measure.MeasurementWindow;
import smart.bench.load.measure.Outage;
import smart.bench.load.measure.Tally;
import smart.bench.load.measure.Watch;

/** The open model: requests are sent when they are due, and their time counts from then, however late they are sent. */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: a timer fails only together with its event loop
public final class OpenLevel implements Level, OpenLane.Whole {
    private final OpenSchedule schedule;
    private final Watch watch;
    private final MeasurementWindow window;
    private final List<OpenLane> lanes = new ArrayList<>();
    private final AtomicInteger active;
    private final Outage outage = new Outage();
    private final LevelEnd end = new LevelEnd();
    private volatile @Nullable String stopped;

    public OpenLevel(List<Lane> all, OpenLoad load, OpenSchedule schedule, Watch watch) {
        this.schedule = schedule;
        this.watch = watch;
        this.window = new MeasurementWindow(watch);
        // A lane without a connection gets no requests either.
        List<Lane> lanes = all.subList(0, Math.min(all.size(), load.maxConnections()));
        this.active = new AtomicInteger(lanes.size());
        for (Lane lane : lanes) {
            Arrivals arrivals = Arrivals.of(load, lane.index(), lanes.size(), new SplittableRandom());
            int connections = (int) Arrivals.share(load.maxConnections(), lane.index(), lanes.size());
            this.lanes.add(new OpenLane(lane, arrivals, connections, schedule, this));
        }
    }

    public void start() {
        OpenLane timer = lanes.get(0);
        at(timer, schedule.warmupNanos(), () -> window.open(System.nanoTime()));
        at(timer, schedule.lengthNanos(), () -> window.close(System.nanoTime()));
        lanes.forEach(lane -> lane.loop().execute(() -> end.guard(lane::sendDue)));
    }

    private void at(OpenLane timer, long offset, Runnable task) {
        timer.loop()
                .schedule(() -> end.guard(task), schedule.begin() + offset - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public CompletableFuture<Measurement> done() {
        return end.done();
    }

    @Override
    public double progress() {
        double passed = System.nanoTime() - schedule.begin();
        return Math.max(0, Math.min(1, passed / schedule.lengthNanos()));
    }

    @Override
    public void stop(String reason) {
        stopped = reason;
        window.close(System.nanoTime());
        lanes.forEach(lane -> lane.loop().execute(() -> end.guard(lane::stop)));
    }

    @Override
    public void guard(Runnable step) {
        end.guard(step);
    }

    @Override
    public void departed(Connection connection, RequestOutcome outcome, long at) {
        window.departed(outcome);
        if (outcome.isNoConnection()) {
            outage.failed(at, connection.failure()).ifPresent(this::stop);
        } else {
            outage.over();
        }
    }

    @Override
    public void finished() {
        if (active.decrementAndGet() == 0) {
            // The last response may come before the last gap of the schedule has passed.
            at(lanes.get(0), stopped == null ? schedule.lengthNanos() : 0, () -> {
                window.close(System.nanoTime());
                end.measured(watch, this::measurement);
            });
        }
    }

    private Measurement measurement(GeneratorHealth health) {
        Tally sum = new Tally();
        long unsent = 0;
        long late = 0;
        long generatorLate = 0;
        for (OpenLane lane : lanes) {
            sum.add(lane.tally());
            unsent += lane.unsent();
            late += lane.late();
            generatorLate += lane.generatorLate();
        }
        double share = generatorLate / (double) Math.max(1, sum.sent());
        return new Measurement(
                sum,
                window.nanos(),
                window.departures(),
                window.successes(),
                0,
                health.withLate(share),
                unsent,
                late,
                stopped,
                outage.reason());
    }
}
