package smart.service.admin.console.process;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A time of day that never steps back, so that recorded times stay in order. When the machine's clock steps back, this
 * one goes on; {@link #wall} converts a recorded time to the machine's current clock. It follows a step forward, such
 * as after the machine has slept. Safe for use by many threads.
 */
public final class SteadyClock implements InstantSource {
    /** A clock that NTP slows down does not step. */
    private static final long TOLERANCE_MILLIS = 1000;

    private final InstantSource machine;
    private final LongSupplier nanoTime;
    // All guarded by this.
    private long steady;
    private long wall;
    private long nanos;

    /**
     * @param machine the machine's clock
     * @param nanoTime the monotonic clock, in nanoseconds
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

    /** Converts {@code millis} of this clock to the machine's current clock. */
    public synchronized long wall(long millis) {
        return millis + behind();
    }

    /** How far the machine's clock has stepped back in total, in milliseconds: 0 or negative. */
    public synchronized long behind() {
        millis();
        return wall - steady;
    }
}
