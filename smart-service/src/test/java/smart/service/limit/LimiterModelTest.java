package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smart.service.limit.rule.LimitRule.Sign;

/** Any sequence of calls, ends and changes of the settings: the limit is within its bounds, and no permit is lost or made. */
final class LimiterModelTest {
    private static final int STEPS = 20_000;

    private long now;

    @Test
    void limitAndPermitsHoldUnderAnySequence() {
        for (int seed = 0; seed < 50; seed++) {
            run(new Random(seed), seed);
        }
    }

    private void run(Random random, int seed) {
        InFlightLimiter limiter = new InFlightLimiter(settings(random), new MetricRegistry(), () -> now);
        Deque<Permit> held = new ArrayDeque<>();
        Sign[] signs = Sign.values();
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(20_000_000);
            int what = random.nextInt(1_000);
            if (what == 0) {
                limiter.use(settings(random));
            } else if (what < 600) {
                int priority = random.nextInt(10);
                boolean room = held.size() < Priorities.share(priority, limiter.limit());
                assertThat(limiter.refusal(priority) == null).isEqualTo(room);
                Permit permit = limiter.tryAcquire(priority);
                assertThat(permit != null).as("seed %d, step %d", seed, step).isEqualTo(room);
                if (permit != null) {
                    held.add(permit);
                }
            } else if (!held.isEmpty()) {
                limiter.ended((long) (1e6 * Math.exp(9 * random.nextDouble())), signs[random.nextInt(signs.length)]);
                Permit permit = held.remove();
                permit.release();
                permit.release();
            }
            LimitSettings settings = limiter.settings();
            assertThat(limiter.limit())
                    .as("seed %d, step %d, %s", seed, step, settings)
                    .isBetween(settings.mode() == LimitMode.FIXED ? settings.max() : settings.min(), settings.max());
            assertThat(limiter.inFlight()).isEqualTo(held.size());
        }
        held.forEach(Permit::release);
        assertThat(limiter.inFlight()).isZero();
    }

    private static LimitSettings settings(Random random) {
        int min = 1 + random.nextInt(20);
        return new LimitSettings(
                random.nextBoolean() ? LimitMode.FIXED : LimitMode.ADAPTIVE, min, min + random.nextInt(200));
    }
}
