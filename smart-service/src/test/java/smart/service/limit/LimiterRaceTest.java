package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import smart.service.limit.rule.LimitRule.Sign;

/** Calls of several threads while what decides the limit is changed again and again. */
final class LimiterRaceTest {
    private static final int THREADS = 4;
    private static final int CALLS = 50_000;
    private static final int MOST = 10;
    private static final List<Sign> SIGNS = List.of(Sign.values());

    private final AtomicLong clock = new AtomicLong();
    private final InFlightLimiter limiter =
            new InFlightLimiter(new LimitSettings(LimitMode.ADAPTIVE, 2, MOST), new MetricRegistry(), clock::get);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger mostHeld = new AtomicInteger();

    @Test
    void permitsAreConservedHoweverTheModeChanges() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        AtomicBoolean done = new AtomicBoolean();
        try {
            Future<Integer> switches = threads.submit(() -> switchModes(done));
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                callers.add(() -> calls(random));
            }
            int admitted = 0;
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                admitted += caller.get();
            }
            done.set(true);

            assertThat(switches.get()).isPositive();
            assertThat(admitted).isBetween(1, THREADS * CALLS);
            assertThat(mostHeld.get()).isBetween(2, MOST);
            assertThat(limiter.inFlight()).isZero();
            assertThat(limiter.limit()).isBetween(1, MOST);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each holds up to five permits, and gives them back in the order in which they came; returns how many it got. */
    private int calls(Random random) {
        List<Permit> mine = new ArrayList<>();
        int admitted = 0;
        for (int i = 0; i < CALLS; i++) {
            clock.addAndGet(random.nextInt(1_000_000));
            Permit permit = limiter.tryAcquire(random.nextInt(10));
            if (permit != null) {
                admitted++;
                mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
                mine.add(permit);
            }
            if (mine.size() > random.nextInt(5)) {
                limiter.ended(1 + random.nextInt(300_000_000), SIGNS.get(random.nextInt(SIGNS.size())));
                held.decrementAndGet();
                mine.remove(0).release();
            }
        }
        for (Permit permit : mine) {
            held.decrementAndGet();
            permit.release();
        }
        return admitted;
    }

    private int switchModes(AtomicBoolean done) {
        Random random = new Random(7);
        int switches = 0;
        do {
            int min = 1 + random.nextInt(3);
            limiter.use(new LimitSettings(
                    random.nextBoolean() ? LimitMode.FIXED : LimitMode.ADAPTIVE,
                    min,
                    min + random.nextInt(MOST - min)));
            switches++;
            Thread.onSpinWait();
        } while (!done.get());
        return switches;
    }
}
