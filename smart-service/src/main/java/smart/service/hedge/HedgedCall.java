package smart.service.hedge;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Attempts;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.CallTrace.HedgeReason;
import smart.service.backend.EventLoop;
import smart.service.backend.Futures;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;

/**
 * One call and its attempts.
 *
 * <ul>
 * <li>The first attempt starts at once, the first extra one after the delay, and each further one {@code interval}
 *     after the previous one. With {@code HEDGE_NOW}, a failure starts the next one at once.
 * <li>A due extra attempt is skipped for good if the policy does not admit it, or if less time is left than the fastest
 *     recent attempts take.
 * <li>The call is decided by the first success, by a bug in Smart, by the caller's cancellation, or when every attempt
 *     has failed and no other can start. After that no attempt starts.
 * <li>The remaining attempts are then cancelled. When the last one has ended, the call's future completes.
 * </ul>
 *
 * <p>It needs no timer for the deadline: as {@link Backend} promises, each attempt ends by then, as a timeout.
 */
final class HedgedCall extends CompletableFuture<BackendResponse> implements Attempts {
    private final BackendRequest request;
    private final Hedging hedging;
    private final HedgePolicy policy;
    private final Backend backend;
    private final LongSupplier nanoTime;
    private final HedgeLog log;

    // Never held while an attempt is sent or cancelled, or this future completes, since that runs foreign code.
    private final Object lock = new Object();
    // Everything below is guarded by lock.
    private final HedgeSchedule schedule;
    private final @Nullable Future<?>[] running;
    private int started;
    private int ended;
    private boolean broughtForward;
    private EventLoop.@Nullable Timer timer;
    private @Nullable Throwable mostUseful;
    private @Nullable Decision outcome;

    /** The result of the call, once it is decided. */
    private sealed interface Decision {
        record Success(BackendResponse response, int winner) implements Decision {}

        record Failure(Throwable cause) implements Decision {}
    }

    HedgedCall(
            BackendRequest request,
            Hedging hedging,
            HedgePolicy policy,
            Backend backend,
            LongSupplier nanoTime,
            HedgeLog log) {
        this.request = request;
        this.hedging = hedging;
        this.policy = policy;
        this.backend = backend;
        this.nanoTime = nanoTime;
        this.log = log;
        this.schedule = new HedgeSchedule(
                hedging.extraAttempts(),
                nanoTime.getAsLong() + policy.delay(hedging),
                hedging.interval().toNanoseconds());
        this.running = new Future<?>[1 + hedging.extraAttempts()];
    }

    /** Starts the first attempt. To be called once. */
    void start() {
        synchronized (lock) {
            started = 1;
        }
        send(1);
        proceed();
    }

    /** Cancels the call. When this returns, all its attempts have ended, except one that is just being sent. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean taken;
        synchronized (lock) {
            decide(new Decision.Failure(new CancellationException()));
            taken = outcome instanceof Decision.Failure failure && failure.cause() instanceof CancellationException;
        }
        proceed();
        return taken;
    }

    /** Acts on the current state. Call it after every change of the state, without the lock. */
    private void proceed() {
        for (int number = takeNext(); number > 0; number = takeNext()) {
            send(number);
        }
        List<Future<?>> leftOver;
        Decision decided;
        boolean last;
        synchronized (lock) {
            last = ended == started;
            if (outcome == null && last && !anotherCanCome()) {
                decide(new Decision.Failure(Objects.requireNonNull(mostUseful)));
            }
            if (outcome == null) {
                setTimer();
                return;
            }
            cancelTimer();
            decided = outcome;
            leftOver = Arrays.stream(running).filter(Objects::nonNull).toList();
        }
        // Each attempt that this ends calls ended(), which comes here again; the last one completes the future.
        leftOver.forEach(attempt -> attempt.cancel(false));
        if (last) {
            complete(decided);
        }
    }

    /** The number of the extra attempt to send now, or 0 for none. */
    private int takeNext() {
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            while (outcome == null && schedule.takeDue(now)) {
                String refusal = canSucceed(now) ? policy.tryAdmit(hedging) : "too little time is left";
                if (refusal == null) {
                    started++;
                    tellSent(started);
                    return started;
                }
                log.leftOut(request, refusal);
            }
            return 0;
        }
    }

    private void tellSent(int number) {
        log.sent(request, number, running.length, broughtForward ? HedgeReason.FAILURE : HedgeReason.DELAY);
        // Without an interval, the failure made all others due too.
        broughtForward &= hedging.interval().toNanoseconds() == 0;
    }

    private void send(int number) {
        long sentAt = nanoTime.getAsLong();
        CompletableFuture<BackendResponse> attempt;
        try {
            attempt = backend.send(request.attempt(number, running.length));
        } catch (RuntimeException | Error e) {
            attempt = CompletableFuture.failedFuture(e);
        }
        boolean late;
        synchronized (lock) {
            running[number - 1] = attempt;
            late = outcome != null;
        }
        Futures.onComplete(attempt, (response, failure) -> ended(number, sentAt, response, failure));
        if (late) {
            attempt.cancel(false);
        }
    }

    private void ended(int number, long sentAt, @Nullable BackendResponse response, @Nullable Throwable failure) {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            ended++;
            running[number - 1] = null;
            try {
                learn(number, now, now - sentAt, response, failure);
            } catch (RuntimeException | Error e) { // The call ends whatever happens.
                decide(new Decision.Failure(e));
            }
        }
        proceed();
    }

    private void learn(
            int number, long now, long elapsed, @Nullable BackendResponse response, @Nullable Throwable failure) {
        if (response != null) {
            succeeded(number, elapsed, response);
            return;
        }
        failed(number, elapsed, cause(failure));
        if (hedging.onFailure() == OnFailure.HEDGE_NOW && schedule.bringForward(now)) {
            broughtForward = true;
            cancelTimer();
        }
    }

    private void succeeded(int number, long elapsed, BackendResponse response) {
        if (number == 1) {
            policy.firstSucceeded(elapsed);
        }
        if (decide(new Decision.Success(response, number))) {
            log.won(request, number, running.length);
            if (number > 1) {
                policy.extraWon();
            }
        }
    }

    @Override
    public int attempts() {
        synchronized (lock) {
            return started;
        }
    }

    private void failed(int number, long elapsed, Throwable failure) {
        mostUseful = FailureRanking.of(mostUseful, failure);
        if (failure instanceof BackendFailure.Status status) {
            policy.failedWith(status.response());
        } else if (failure instanceof CancellationException) {
            if (number == 1 && outcome instanceof Decision.Success) {
                policy.firstOutrun(elapsed);
            }
        } else if (!(failure instanceof BackendFailure)) {
            decide(new Decision.Failure(failure));
        }
    }

    private boolean decide(Decision decided) {
        if (outcome != null) {
            return false;
        }
        outcome = decided;
        return true;
    }

    private boolean anotherCanCome() {
        return !schedule.isEmpty() && canSucceed(schedule.nextAt());
    }

    private boolean canSucceed(long start) {
        return request.deadline() - start >= Math.max(1, policy.leastTime());
    }

    private void setTimer() {
        if (timer == null && anotherCanCome()) {
            timer = request.loop().schedule(this::due, schedule.nextAt() - nanoTime.getAsLong());
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void due() {
        synchronized (lock) {
            timer = null;
        }
        proceed();
    }

    private void complete(Decision decided) {
        if (decided instanceof Decision.Success success) {
            complete(ServerTiming.won(success.response(), started, success.winner()));
        } else if (decided instanceof Decision.Failure failure) {
            completeExceptionally(ServerTiming.failed(failure.cause(), started));
        }
    }

    private static Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? new CancellationException() : cause;
    }
}
