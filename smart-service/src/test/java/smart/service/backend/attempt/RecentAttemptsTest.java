package smart.service.backend.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

final class RecentAttemptsTest {
    private final AtomicLong clock = new AtomicLong(-7);
    private final RecentAttempts recent = new RecentAttempts(() -> Duration.ofSeconds(10), clock::get);

    private void advance(long seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void end(Result result) {
        recent.ended(new Attempt(
                Requests.get("a"), 1, result, result == Result.FAILURE ? new Broken(Kind.RESET, "x") : null));
    }

    @Test
    void countsSuccessesAndFailuresAndNothingElse() {
        end(Result.SUCCESS);
        end(Result.FAILURE);
        end(Result.FAILURE);
        end(Result.CANCELLED);
        assertThat(recent.outcomes().succeeded()).isEqualTo(1);
        assertThat(recent.outcomes().failed()).isEqualTo(2);
        assertThat(recent.outcomes().newestFailure().kind()).isEqualTo(Kind.RESET);
    }

    /** A caller may ask for a millisecond; that says nothing about the backend. */
    @ParameterizedTest
    @CsvSource({"1, TIMEOUT, 0", "999, TIMEOUT, 0", "1000, TIMEOUT, 1", "1, RESET, 1"})
    void leavesOutTimeoutsThatTheCallerShortened(long millis, Kind kind, long failed) {
        recent.ended(new Attempt(
                Requests.get("a"), Duration.ofMillis(millis).toNanos(), Result.FAILURE, new Broken(kind, "x")));
        assertThat(recent.outcomes().failed()).isEqualTo(failed);
    }

    /** The backend hangs, and its callers leave before the timeout. */
    @ParameterizedTest
    @CsvSource({"999, 0", "1000, 1"})
    void whoLeavesAfterALongWaitTellsSomethingWhereNothingSucceeds(long millis, long bad) {
        long nanos = Duration.ofMillis(millis).toNanos();
        recent.ended(new Attempt(Requests.get("a"), nanos, Result.CANCELLED, null));
        assertThat(recent.outcomes().bad()).isEqualTo(bad);
        assertThat(recent.outcomes().total()).isEqualTo(bad);

        end(Result.SUCCESS); // Then it may have been outrun.
        assertThat(recent.outcomes().bad()).isZero();
        assertThat(recent.outcomes().total()).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        end(Result.FAILURE);
        advance(20);
        end(Result.SUCCESS);
        assertThat(recent.outcomes().total()).isEqualTo(2);
        advance(15);
        assertThat(recent.outcomes().failed()).isZero();
        assertThat(recent.outcomes().succeeded()).isEqualTo(1);
        assertThat(recent.outcomes().newestFailure()).isNull();
        advance(30);
        assertThat(recent.outcomes().total()).isZero();
    }

    @Test
    void aLongPauseEmptiesEverySlice() {
        for (int i = 0; i < 6; i++) {
            end(Result.FAILURE);
            advance(5);
        }
        advance(3600);
        assertThat(recent.outcomes().total()).isZero();
    }
}
