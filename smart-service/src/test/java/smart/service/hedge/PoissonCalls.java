package smart.service.hedge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.ManualScheduler;

/** Calls that come whether or not those before have ended, on a manual clock, and how long the successful ones took. */
final class PoissonCalls {
    static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<Long> succeeded = new ArrayList<>();
    private final int calls;

    /** Makes the calls, and waits a simulated minute for the last ones. */
    PoissonCalls(Backend smart, ManualScheduler time, Random random, double perSecond, int calls) {
        this.calls = calls;
        for (int call = 0; call < calls; call++) {
            long start = time.getAsLong();
            var unused = smart.send(new BackendRequest(
                            BackendRequest.Method.GET, null, List.of(), "id", start + 10 * SECOND, 1, 1, 0, time))
                    .thenAccept(response -> succeeded.add(time.getAsLong() - start));
            time.advanceTo(start + (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND));
        }
        time.advance(Duration.ofMinutes(1));
        succeeded.sort(null);
    }

    double withinSecond() {
        return succeeded.stream().filter(nanos -> nanos <= SECOND).count() / (double) calls;
    }

    /** The time within which that share of all calls had succeeded, in nanoseconds; the largest where fewer did. */
    long percentile(double percent) {
        int index = (int) Math.ceil(calls * percent / 100) - 1;
        return index < succeeded.size() ? succeeded.get(index) : Long.MAX_VALUE;
    }

    int succeeded() {
        return succeeded.size();
    }

    int failed() {
        return calls - succeeded.size();
    }
}
