package smart.service.admin.console;

import io.dropwizard.lifecycle.Managed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.admin.console.Situation.Conditions;
import smart.service.admin.console.State.Cause;
import smart.service.admin.console.State.Level;

/** Once a second reads the meters into the history, and judges the state. Safe for use by many threads. */
public final class Sampler implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    /** After a pause of the whole process several looks would come at once, and divide by next to nothing. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int NOW_SECONDS = 10;
    private static final int MINUTE_SECONDS = 60;
    private static final double P95 = 95;

    private final ScheduledExecutorService scheduler;
    private final Meters meters;
    private final History history;
    private final Jvm jvm = new Jvm();
    private final Supplier<Conditions> conditions;
    // Used by the scheduler's one thread alone.
    private final StateWatch watch = new StateWatch();
    private final UsualLatency usual = new UsualLatency();
    private @Nullable Reading newest;

    private volatile @Nullable Seen seen;

    /**
     * @param scheduler with one thread
     * @param conditions asked once a second; must be quick
     */
    public Sampler(
            ScheduledExecutorService scheduler, Meters meters, History history, Supplier<Conditions> conditions) {
        this.scheduler = scheduler;
        this.meters = meters;
        this.history = history;
        this.conditions = conditions;
    }

    /**
     * The state that is shown.
     *
     * @param since when it began, in milliseconds since the epoch
     */
    record Seen(State state, long since) {}

    @Override
    public void start() {
        var unused = scheduler.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        scheduler.shutdownNow();
    }

    /** The state; empty in the first second. */
    Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    Jvm jvm() {
        return jvm;
    }

    private void look() {
        try {
            Reading reading = meters.read();
            Reading before = newest;
            if (before == null || reading.nanos() - before.nanos() >= SHORTEST_NANOS) {
                newest = reading;
                jvm.look(reading.nanos());
                boolean ten = history.add(reading);
                history.last(NOW_SECONDS).ifPresent(interval -> judge(interval, reading.millis(), ten));
            }
        } catch (RuntimeException e) { // The next look may succeed; an exception would end them all.
            LOG.error("the console's history misses a second", e);
        }
    }

    private void judge(Interval now, long millis, boolean ten) {
        double p95 = now.attemptMillis(P95);
        Interval minute = history.last(MINUTE_SECONDS).orElse(now);
        State judged =
                StateRules.judge(new Situation(counts(now), counts(minute), p95, usual.millis(), conditions.get()));
        State shown = watch.see(judged, millis);
        if (ten && judged.cause() != Cause.BACKEND && judged.level() != Level.BAD) {
            usual.add(p95);
        }
        seen = new Seen(shown, watch.since());
    }

    private static Map<String, Long> counts(Interval interval) {
        Map<String, Long> counts = new HashMap<>();
        interval.after().counters().keySet().forEach(name -> counts.put(name, interval.count(name)));
        return counts;
    }
}
