package smart.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import smart.bench.load.Generator;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.http.Target;
import smart.bench.load.http.UnreachableException;
import smart.bench.load.measure.Amount;
import smart.bench.load.measure.Level;
import smart.bench.load.measure.Measurement;
import smart.bench.load.open.OpenLoad;
import smart.bench.result.MeasuredLevel;
import smart.bench.result.NumberText;

/** Measures a target level by level. Used by one thread; any thread may call {@link #stop}. */
public final class LoadRunner implements AutoCloseable {
    private static final long TELL_EVERY_MILLIS = 100;

    private final Generator generator;
    private final Model model;
    private final RunListener listener;

    // Guarded by this.
    private @Nullable Level running;
    private @Nullable String stopped;

    /** A runner that sends nothing before {@link #connect}. */
    public LoadRunner(Target target, Model model, RunListener listener) {
        this(target, model, 0, listener);
    }

    /** The same with a number of event loops; 0 is the default, see {@link Generator}. */
    public LoadRunner(Target target, Model model, int threads, RunListener listener) {
        this.generator = threads == 0 ? new Generator(target) : new Generator(target, threads);
        this.model = model;
        this.listener = listener;
    }

    /**
     * Opens the connections of the first level; in an open model, one. Returns early if {@link #stop} is called.
     *
     * @throws UnreachableException if the target does not accept them
     */
    public void connect() throws UnreachableException {
        generator.connect(model instanceof Model.Sweep sweep ? sweep.levels().get(0) : 1);
    }

    /**
     * Measures all levels, or until {@link #stop} is called, the target dies, or the generator itself fails. Returns the
     * levels until then.
     */
    public List<MeasuredLevel> run() throws InterruptedException {
        List<MeasuredLevel> results = new ArrayList<>();
        if (model instanceof Model.Sweep sweep) {
            for (int i = 0; i < sweep.levels().size() && stopped() == null; i++) {
                int index = i;
                String name = "concurrency " + sweep.levels().get(i);
                guard(name, () -> measure(sweep, index, name, results));
            }
        } else if (stopped() == null) {
            Model.Rate rate = (Model.Rate) model;
            String name = NumberText.sixDigits(rate.load().rate()) + " per second";
            guard(name, () -> measure(rate, name, results));
        }
        return results;
    }

    private interface Step {
        void run() throws InterruptedException, ExecutionException;
    }

    /** If the generator fails at one level, those before it are not lost. */
    private void guard(String name, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (ExecutionException e) {
            end(failed(name, e.getCause()));
        } catch (RuntimeException | Error e) {
            end(failed(name, e));
        }
    }

    private static String failed(String name, @Nullable Throwable failure) {
        return "the generator failed at " + name + " (" + failure + ")";
    }

    /** One level of a sweep; none if the run is stopped before its first request. */
    private void measure(Model.Sweep sweep, int index, String name, List<MeasuredLevel> results)
            throws InterruptedException, ExecutionException {
        int concurrency = sweep.levels().get(index);
        open(concurrency);
        if (stopped() == null) {
            Level level = generator.closed(concurrency, sweep.warmup(concurrency), sweep.amount());
            Measurement measurement = await(level, name, progress -> sweep.done(index, progress));
            finished(MeasuredLevel.atConcurrency(concurrency, measurement), results);
        }
    }

    private void measure(Model.Rate rate, String name, List<MeasuredLevel> results)
            throws InterruptedException, ExecutionException {
        OpenLoad load = rate.longerWarmup() ? rate.loadFor(firstResponse()) : rate.load();
        if (stopped() == null) {
            Measurement measurement = await(generator.open(load), name, progress -> progress);
            finished(MeasuredLevel.atRate(load, measurement), results);
        }
    }

    /** The time of one request that does not count; 0 if it does not succeed. */
    private Duration firstResponse() throws InterruptedException, ExecutionException {
        Level level = generator.closed(1, Amount.NOTHING, new Amount.Requests(1));
        Measurement first = await(level, "a first request", progress -> 0);
        return Duration.ofNanos(
                first.tally().latencies(RequestOutcome.SUCCEEDED).getMaxValue());
    }

    private void finished(MeasuredLevel measured, List<MeasuredLevel> results) {
        results.add(measured);
        listener.finished(measured.result());
    }

    /** A connection that can't be opened in advance is not an error yet: the request that needs it tries again. */
    private void open(int connections) {
        try {
            generator.connect(connections);
        } catch (UnreachableException e) {
            listener.progress(String.valueOf(e.getMessage()), 0);
        }
    }

    /** Tells the listener how much of the run is done, given the progress of the level. */
    private Measurement await(Level level, String name, DoubleUnaryOperator ofTheRun)
            throws InterruptedException, ExecutionException {
        begin(level);
        while (true) {
            try {
                Measurement measurement = level.done().get(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                end(measurement.stopped());
                return measurement;
            } catch (TimeoutException e) {
                listener.progress(name, ofTheRun.applyAsDouble(level.progress()));
            }
        }
    }

    /** Ends the run early: sending stops, open requests count as unfinished, and {@link #run} returns. */
    public synchronized void stop(String reason) {
        stopped = reason;
        generator.stopConnecting();
        if (running != null) {
            running.stop(reason);
        }
    }

    /** Why the run ended early, or null if it did not. */
    public synchronized @Nullable String stopped() {
        return stopped;
    }

    private synchronized void begin(Level level) {
        running = level;
        if (stopped != null) {
            level.stop(stopped);
        }
    }

    private synchronized void end(@Nullable String reason) {
        running = null;
        if (reason != null) {
            stopped = reason;
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
