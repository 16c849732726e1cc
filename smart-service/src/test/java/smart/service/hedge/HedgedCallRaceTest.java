package smart.service.hedge;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.util.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.EventLoop;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;
import smart.service.hedge.policy.Load;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;

/**
 * Replies, the deadline, the timer and the caller's cancellation in the same instant, each on its own thread: whatever
 * comes first, there is one answer, and when it comes nothing is left running.
 */
final class HedgedCallRaceTest {
    private static final int ROUNDS = 10_000;
    private static final int ATTEMPTS = 3;

    private final ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(ATTEMPTS + 3);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final EventLoop loop = new TimerLoop(timers);
    private final InFlightLimiter limiter = new InFlightLimiter(1, new MetricRegistry(), System::nanoTime);
    private final HedgePolicy policy = new HedgePolicy(
            new HedgeConfiguration().hedging(),
            () -> java.time.Duration.ofSeconds(10),
            new Load(() -> java.time.Duration.ZERO, () -> 1, () -> false),
            System::nanoTime,
            InstantSource.system(),
            new MetricRegistry());

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timers.shutdownNow();
    }

    @Test
    void theWinnerAgainstTheDeadline() throws Exception {
        Random random = new Random(5);
        int successes = 0;
        int timeouts = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Object answer = race(random, false);
            successes += answer instanceof BackendResponse ? 1 : 0;
            timeouts += answer instanceof BackendFailure failure && failure.kind() == Kind.TIMEOUT ? 1 : 0;
        }

        assertThat(successes + timeouts).isEqualTo(ROUNDS);
        assertThat(successes).isPositive();
        assertThat(timeouts).isPositive();
    }

    @Test
    void theCallersCancellationAgainstCompletion() throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(race(random, true))
                    .isInstanceOfAny(BackendResponse.class, BackendFailure.class, CancellationException.class);
        }
    }

    /** One call; returns its answer, after it has been checked that nothing was left. */
    private Object race(Random random, boolean cancelled) throws Exception {
        // Either all attempts run when the race starts, or the timer starts some of them in the middle of it.
        Duration delay = Duration.nanoseconds(random.nextBoolean() ? 0 : random.nextInt(50_000));
        OnFailure onFailure = random.nextBoolean() ? OnFailure.HEDGE_NOW : OnFailure.WAIT;
        policy.use(new Hedging(
                true, delay, ATTEMPTS - 1, Duration.nanoseconds(random.nextInt(2)), onFailure, null, 1_000, 1_000_000));
        CountDownLatch go = new CountDownLatch(1);
        Race race = new Race(go, random.nextInt());
        Backend calls = new LimitedBackend(limiter, new HedgedBackend(policy, System::nanoTime, race));
        CompletableFuture<BackendResponse> call = calls.send(new BackendRequest(
                BackendRequest.Method.GET,
                null,
                List.of(),
                "id",
                System.nanoTime() + SECONDS.toNanos(60),
                1,
                1,
                0,
                loop));
        CompletableFuture<Long> leftAtTheAnswer = call.handle((response, failure) -> race.running());
        CompletableFuture<Object> answer = call.handle((response, failure) -> response == null ? failure : response);
        race.onItsOwnThread(race::deadline);
        if (cancelled) {
            race.onItsOwnThread(() -> call.cancel(false));
        }
        go.countDown();

        Object answered = answer.get(30, SECONDS);
        assertThat(leftAtTheAnswer.get(30, SECONDS))
                .as("attempts that still ran")
                .isZero();
        assertThat(limiter.inFlight()).isZero();
        race.awaitEnd();
        assertThat(race.sent).hasSizeLessThanOrEqualTo(ATTEMPTS);
        return answered;
    }

    /** A backend whose replies, and whose deadline, all come when the latch opens. */
    private final class Race implements Backend {
        final Queue<CompletableFuture<BackendResponse>> sent = new ConcurrentLinkedQueue<>();
        private final Queue<Future<?>> racers = new ConcurrentLinkedQueue<>();
        private final CountDownLatch go;
        private final int seed;
        private volatile boolean late;

        Race(CountDownLatch go, int seed) {
            this.go = go;
            this.seed = seed;
        }

        @Override
        public CompletableFuture<BackendResponse> send(BackendRequest request) {
            CompletableFuture<BackendResponse> attempt = new CompletableFuture<>();
            sent.add(attempt);
            if (late) {
                timeOut(attempt);
            }
            switch (Math.floorMod(seed >> (4 * request.attempt()), 4)) {
                case 0 -> onItsOwnThread(() -> attempt.complete(new BackendResponse(200, List.of(), new byte[0])));
                case 1, 2 -> onItsOwnThread(() -> timeOut(attempt));
                default -> {
                    // Hangs until the deadline.
                }
            }
            return attempt;
        }

        void deadline() {
            late = true;
            sent.forEach(this::timeOut);
        }

        private void timeOut(CompletableFuture<BackendResponse> attempt) {
            attempt.completeExceptionally(new Broken(Kind.TIMEOUT, "deadline"));
        }

        void onItsOwnThread(Runnable step) {
            racers.add(threads.submit(() -> {
                go.await();
                step.run();
                return null;
            }));
        }

        long running() {
            return sent.stream().filter(attempt -> !attempt.isDone()).count();
        }

        void awaitEnd() throws Exception {
            for (Future<?> racer : racers) {
                racer.get(30, SECONDS);
            }
        }
    }

    /** Runs on a thread of its own what is due, while others go on. */
    private record TimerLoop(ScheduledExecutorService timers) implements EventLoop {
        @Override
        public boolean isCurrent() {
            return false;
        }

        @Override
        public void execute(Runnable task) {
            timers.execute(task);
        }

        @Override
        public Timer schedule(Runnable task, long nanos) {
            Future<?> scheduled = timers.schedule(task, nanos, NANOSECONDS);
            return () -> scheduled.cancel(false);
        }
    }
}
