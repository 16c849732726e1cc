package smart.service.admin.console.watch;

import io.dropwizard.lifecycle.Managed;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.admin.console.history.History;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.history.Sample;
import smart.service.admin.console.process.Jvm;
import smart.service.admin.console.state.Conditions;
import smart.service.admin.console.watch.Judge.Verdict;

/** Reads the meters into the history and judges the state, once a second. Safe for use by many threads. */
public final class Sampler implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    /** After a pause of the process several samples would come at once, and rates would divide by almost zero. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int NOW_SECONDS = 10;

    private final ScheduledExecutorService scheduler;
    private final Meters meters;
    private final History history;
    private final Jvm jvm = new Jvm();
    private final Supplier<Conditions> conditions;
    // Used only by the scheduler's one thread.
    private final Judge judge;
    private @Nullable Sample newest;

    private volatile @Nullable Verdict verdict;

    /**
     * @param scheduler with one thread
     * @param conditions called once a second; must be fast
     */
    public Sampler(
            ScheduledExecutorService scheduler,
            Meters meters,
            History history,
            Events events,
            Supplier<Conditions> conditions) {
        this.scheduler = scheduler;
        this.meters = meters;
        this.history = history;
        this.judge = new Judge(history, events);
        this.conditions = conditions;
    }

    @Override
    public void start() {
        var unused = scheduler.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        scheduler.shutdownNow();
    }

    /** The latest result; empty in the first second. */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    public Jvm jvm() {
        return jvm;
    }

    private void look() {
        try {
            Sample sample = meters.read();
            Sample before = newest;
            if (before == null || sample.nanos() - before.nanos() >= SHORTEST_NANOS) {
                newest = sample;
                jvm.look(sample.nanos());
                boolean ten = history.add(sample);
                history.last(NOW_SECONDS).ifPresent(interval -> verdict = judge.judge(interval, ten, conditions.get()));
            }
        } catch (RuntimeException e) { // The next sample may succeed; an exception would cancel all later ones.
            LOG.error("the console's history misses a second", e);
        }
    }
}
