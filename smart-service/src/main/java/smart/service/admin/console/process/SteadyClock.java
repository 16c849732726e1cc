package smart.service.admin.console.process;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of day, without steps back: what was noted earlier stays earlier. Where the machine's clock steps back, this one
 * goes on, and {@link #wall} says what a noted time is by the machine's clock now. A step forward, such as after a sleep of
 * the machine, is followed. Safe for use by many threads.
 */
public final class SteadyClock implements InstantSource {
    /** A clock that is only slowed down, as NTP does, is no step. */
    private static final long TOLERANCE_MILLIS = 1000;

    private final InstantSource machine;
    private final LongSupplier nanoTime;
    // All guarded by this.
    private long steady;
    private long wall;
    private long nanos;

    /**
     * @param machine the machine's clock
     * @param nanoTime the clock that measures, in nanoseconds
     */
    public SteadyClock(InstantSource machine, LongSupplier nanoTime) {
        this.machine = machine;
        this.nanoTime = nanoTime;
        this.wall = machine.millis();
        this.steady = wall;
        this.nanos = nanoTime.getAsLong();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public synchronized long millis() {
        long newWall = machine.millis();
        long newNanos = nanoTime.getAsLong();
        long byWall = newWall - wall;
        long byNanos = TimeUnit.NANOSECONDS.toMillis(newNanos - nanos);
        steady += byWall < 0 || byWall < byNanos - TOLERANCE_MILLIS ? byNanos : byWall;
        wall = newWall;
        nanos = newNanos;
        return steady;
    }

    /** What the machine's clock, as it goes now, would have said at {@code millis} of this one. */
    public synchronized long wall(long millis) {
        return millis + behind();
    }

    /** How far the machine's clock has stepped back in all, in milliseconds: 0, or less. */
    public synchronized long behind() {
        millis();
        return wall - steady;
    }
}
