package smart.bench.selftest;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import smart.bench.load.http.UnreachableException;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.Measurement;
import smart.bench.result.LevelResult;
import smart.bench.result.MeasuredLevel;
import smart.bench.run.LoadRunner;
import smart.bench.run.Model;
import smart.bench.run.RunListener;

/** Runs the generator against its own {@link AnswerServer}. */
public final class GeneratorWarmUp {
    private static final List<Integer> LEVELS = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

    private static final int CALLERS = 16;
    private static final long ROUND_MILLIS = 200;

    private GeneratorWarmUp() {}

    /**
     * Makes the JVM compile the generator's code before the first measured request, without a request to the target. It
     * runs until the cost of a request is steady, or the time is up.
     */
    public static Warmed warmUp(Duration most) throws InterruptedException {
        return warmUp(most, () -> false);
    }

    /** The same, until {@code stopped}; it is asked several times a second. */
    public static Warmed warmUp(Duration most, BooleanSupplier stopped) throws InterruptedException {
        long begin = System.nanoTime();
        Steadiness cost = new Steadiness();
        Model round = new Model.Sweep(List.of(CALLERS), time(ROUND_MILLIS), Amount.NOTHING);
        try (AnswerServer server = new AnswerServer();
                LoadRunner runner = new LoadRunner(server.target(), round, new Silence())) {
            runner.connect();
            Duration took = Duration.ZERO;
            while (!cost.isSteady() && took.compareTo(most) < 0 && !stopped.getAsBoolean()) {
                runner.run().forEach(level -> cost.add(micros(level.measurement())));
                took = Duration.ofNanos(System.nanoTime() - begin);
            }
            return new Warmed(cost.last(), took, cost.isSteady());
        } catch (UnreachableException e) {
            throw new IllegalStateException("the loopback interface does not work", e);
        }
    }

    private static double micros(Measurement round) {
        double cpuNanos =
                round.health().generatorShare() * Runtime.getRuntime().availableProcessors() * round.windowNanos();
        return cpuNanos > 0 && round.departures() > 0 ? cpuNanos / 1000 / round.departures() : Double.NaN;
    }

    /** Measures the maximum of this machine, and reports level by level to the listener. */
    public static List<LevelResult> selfTest(RunListener listener) throws InterruptedException {
        return run(new Model.Sweep(LEVELS, time(1_000), time(300)), listener);
    }

    private static Amount time(long millis) {
        return new Amount.Time(Duration.ofMillis(millis));
    }

    private static List<LevelResult> run(Model model, RunListener listener) throws InterruptedException {
        try (AnswerServer server = new AnswerServer();
                LoadRunner runner = new LoadRunner(server.target(), model, listener)) {
            runner.connect();
            return runner.run().stream().map(MeasuredLevel::result).toList();
        } catch (UnreachableException e) {
            throw new IllegalStateException("the loopback interface does not work", e);
        }
    }

    private static final class Silence implements RunListener {
        @Override
        public void progress(String level, double fraction) {}

        @Override
        public void finished(LevelResult level) {}
    }
}
