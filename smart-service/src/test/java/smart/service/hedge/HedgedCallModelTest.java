package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import smart.service.LongForm;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.ManualScheduler;
import smart.service.backend.ScriptedBackend;
import smart.service.backend.ScriptedBackend.Reply;
import smart.service.hedge.CallModel.Plan;
import smart.service.hedge.CallModel.Result;
import smart.service.hedge.CallModel.Schedule;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Load;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;

/**
 * The calls of random schedules, one after the other through one backend, against {@link CallModel}.
 * {@code -Dmodel.schedules=25000} is the long form.
 */
@LongForm
final class HedgedCallModelTest {
    private static final long SEED = 20261124;
    private static final int SCHEDULES = Integer.getInteger("model.schedules", 5_000);
    /** So long that the budget and the window of latencies have forgotten the call before. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ManualScheduler time = new ManualScheduler();
    private final ScriptedBackend backend = new ScriptedBackend(time);
    private final HedgePolicy policy = new HedgePolicy(
            new HedgeConfiguration().hedging(),
            () -> PAUSE,
            new Load(() -> Duration.ZERO, () -> 1, () -> false),
            time,
            () -> Instant.EPOCH,
            new MetricRegistry());
    private final InFlightLimiter limiter = new InFlightLimiter(1, new MetricRegistry(), time);
    private final LimitedBackend calls = new LimitedBackend(limiter, new HedgedBackend(policy, time, backend));

    @Test
    void everyCallEndsAsTheModelSays() {
        for (int i = 0; i < SCHEDULES; i++) {
            long seed = SEED + i;
            Schedule schedule = CallModel.random(new Random(seed));
            time.advance(PAUSE);
            List<Result> answers = run(schedule);

            String which = "seed " + seed + ": " + schedule;
            assertThat(answers).as(which).containsExactly(CallModel.result(schedule));
            assertThat(backend.running()).as(which).isZero();
            assertThat(time.pending()).as(which).isZero();
            assertThat(limiter.inFlight()).as(which).isZero();
        }
    }

    /** What the caller got, in all that came until long after the call. */
    private List<Result> run(Schedule schedule) {
        apply(schedule);
        List<Answer> answers = new ArrayList<>();
        long start = time.getAsLong();
        CompletableFuture<BackendResponse> call = calls.send(new BackendRequest(
                BackendRequest.Method.GET, null, List.of(), "id", start + schedule.deadline(), 1, 1, 0, time));
        var unused = call.whenComplete(
                (response, failure) -> answers.add(new Answer(name(response, failure), time.getAsLong() - start)));
        if (schedule.cancelAt() < schedule.deadline()) {
            time.advanceTo(start + schedule.cancelAt());
            call.cancel(false);
        }
        time.advance(PAUSE);
        List<Long> starts =
                backend.sent().stream().map(attempt -> attempt.at - start).toList();
        return answers.stream()
                .map(answer -> new Result(answer.name(), answer.at(), starts, backend.cancelled()))
                .toList();
    }

    private record Answer(String name, long at) {}

    private void apply(Schedule schedule) {
        backend.clear();
        for (int i = 0; i < schedule.plans().size(); i++) {
            backend.script(reply(i + 1, schedule.plans().get(i)));
        }
        policy.use(new Hedging(
                true,
                io.dropwizard.util.Duration.nanoseconds(schedule.delay()),
                schedule.extraAttempts(),
                io.dropwizard.util.Duration.nanoseconds(schedule.interval()),
                schedule.onFailure(),
                null,
                0,
                schedule.tokens()));
        for (int i = 0; i < 20 && schedule.fastest() > 0; i++) {
            policy.firstSucceeded(schedule.fastest());
        }
    }

    /** The reply of an attempt, which carries its number. */
    private static Reply reply(int number, Plan plan) {
        return switch (plan.ending()) {
            case HANG -> Reply.hanging();
            case SUCCESS -> new Reply(plan.after(), response(200 + number), null);
            case BUG -> new Reply(plan.after(), null, new IllegalStateException("" + number));
            case FAILURE ->
                new Reply(
                        plan.after(),
                        null,
                        plan.kind() == Kind.STATUS
                                ? new BackendFailure.Status(response(500 + number))
                                : new Broken(plan.kind(), number, "scripted", null));
        };
    }

    private static BackendResponse response(int status) {
        return new BackendResponse(status, List.of(), new byte[0]);
    }

    private static String name(BackendResponse response, Throwable failure) {
        if (response != null) {
            return "success " + response.status() % 100;
        } else if (failure instanceof BackendFailure known) {
            return "failure " + known.status() % 100;
        }
        return failure instanceof CancellationException ? "cancelled" : "bug " + failure.getMessage();
    }
}
