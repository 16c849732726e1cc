package smart.service.hedge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import smart.service.backend.BackendFailure.Kind;
import smart.service.hedge.policy.Hedging.OnFailure;

/**
 * What hedging is to do, written down as plainly as possible: one call, one loop over the things that happen, in the order
 * of their times. Times are nanoseconds from the call's start. Nothing here is shared with the code under test.
 */
final class CallModel {
    private static final List<Kind> MOST_USEFUL_FIRST = List.of(
            Kind.STATUS,
            Kind.TIMEOUT,
            Kind.INVALID_JSON,
            Kind.TOO_LARGE,
            Kind.TRUNCATED,
            Kind.MALFORMED,
            Kind.RESET,
            Kind.REFUSED);
    private static final long NEVER = Long.MAX_VALUE;
    private static final long MILLI = 1_000_000;
    private static final long MICRO = 1_000;

    private CallModel() {}

    enum Ending {
        SUCCESS,
        FAILURE,
        BUG,
        HANG
    }

    /** What becomes of an attempt, if it is left to itself. */
    record Plan(long after, Ending ending, Kind kind) {}

    /** A call, and all that will happen to it. */
    record Schedule(
            long delay,
            long interval,
            int extraAttempts,
            OnFailure onFailure,
            long deadline,
            long cancelAt,
            int tokens,
            long fastest,
            List<Plan> plans) {}

    /**
     * What came of a call.
     *
     * @param answer {@code success 2}, {@code failure 1}, {@code bug 1} with the attempt's number, or {@code cancelled}
     * @param at when
     * @param starts when the attempts started
     * @param cancelled which attempts were cancelled
     */
    record Result(String answer, long at, List<Long> starts, List<Integer> cancelled) {}

    private static final class Run {
        final int number;
        final long start;
        final long end;
        final Ending ending;
        final Kind kind;
        boolean over;

        Run(int number, long start, Plan plan, long deadline) {
            boolean inTime = plan.ending() != Ending.HANG && start + plan.after() < deadline;
            this.number = number;
            this.start = start;
            this.end = inTime ? start + plan.after() : deadline;
            this.ending = inTime ? plan.ending() : Ending.FAILURE;
            this.kind = inTime ? plan.kind() : Kind.TIMEOUT;
        }
    }

    static Result result(Schedule schedule) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(1, 0, schedule.plans().get(0), schedule.deadline()));
        long now = 0;
        long next = schedule.delay();
        int left = schedule.extraAttempts();
        int tokens = schedule.tokens();
        while (true) {
            Optional<Run> nextToEnd =
                    runs.stream().filter(run -> !run.over).min(Comparator.comparingLong(run -> run.end));
            long end = nextToEnd.map(run -> run.end).orElse(NEVER);
            boolean useful = schedule.deadline() - next >= Math.max(1, schedule.fastest());
            long due = left > 0 && useful ? next : NEVER;
            if (end == NEVER && due == NEVER) {
                Run best = runs.stream()
                        .min(Comparator.<Run>comparingInt(run -> MOST_USEFUL_FIRST.indexOf(run.kind))
                                .thenComparing(run -> run.end)
                                .thenComparing(run -> run.number))
                        .orElseThrow();
                return over("failure " + best.number, now, runs);
            } else if (schedule.cancelAt() < Math.min(end, due)) {
                return over("cancelled", schedule.cancelAt(), runs);
            } else if (end <= due) {
                Run run = nextToEnd.orElseThrow();
                now = end;
                run.over = true;
                if (run.ending == Ending.SUCCESS) {
                    return over("success " + run.number, now, runs);
                } else if (run.ending == Ending.BUG) {
                    return over("bug " + run.number, now, runs);
                } else if (schedule.onFailure() == OnFailure.HEDGE_NOW) {
                    next = Math.min(next, now);
                }
            } else {
                now = due;
                left--;
                next += schedule.interval();
                if (tokens > 0) {
                    tokens--;
                    int number = runs.size() + 1;
                    runs.add(new Run(number, now, schedule.plans().get(number - 1), schedule.deadline()));
                }
            }
        }
    }

    private static Result over(String answer, long at, List<Run> runs) {
        return new Result(
                answer,
                at,
                runs.stream().map(run -> run.start).toList(),
                runs.stream().filter(run -> !run.over).map(run -> run.number).toList());
    }

    /** A schedule in which no two things that matter happen at the same time: each kind of time has its own microseconds. */
    static Schedule random(Random random) {
        int extraAttempts = random.nextInt(5);
        return new Schedule(
                random.nextInt(8) == 0 ? 0 : millis(random, 400),
                random.nextInt(3) == 0 ? millis(random, 100) : 0,
                extraAttempts,
                random.nextBoolean() ? OnFailure.HEDGE_NOW : OnFailure.WAIT,
                millis(random, 900) + 64 * MICRO,
                random.nextInt(5) == 0 ? millis(random, 600) + 128 * MICRO : NEVER,
                random.nextInt(3) == 0 ? random.nextInt(4) : 10,
                random.nextInt(4) == 0 ? (1L << (14 + random.nextInt(4))) * MICRO : 0,
                IntStream.rangeClosed(1, 1 + extraAttempts)
                        .mapToObj(number -> plan(number, random))
                        .toList());
    }

    private static Plan plan(int number, Random random) {
        Kind kind = MOST_USEFUL_FIRST.get(random.nextInt(MOST_USEFUL_FIRST.size()));
        long after = random.nextInt(10) == 0 ? 0 : millis(random, 600) + (1L << number) * MICRO;
        int dice = random.nextInt(100);
        Ending ending = dice < 35 ? Ending.SUCCESS : dice < 85 ? Ending.FAILURE : dice < 88 ? Ending.BUG : Ending.HANG;
        return new Plan(after, ending, kind);
    }

    private static long millis(Random random, int most) {
        return random.nextInt(1, most) * MILLI;
    }
}
