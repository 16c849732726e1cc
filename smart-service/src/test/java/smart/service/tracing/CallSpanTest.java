package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.request.Outcome;

final class CallSpanTest {
    private final TracedCalls calls = new TracedCalls();
    private final LatencyTimer durations = new LatencyTimer();

    /** An exemplar is one of the durations in its bucket, and these calls have none. */
    @ParameterizedTest
    @CsvSource({"SUCCESS, 1", "CLIENT_GONE, 1", "REJECTED, 0", "BAD_REQUEST, 0"})
    void aCallThatDidNotPassTheLimitIsNoExemplar(Outcome outcome, int exemplars) {
        CallSpan call = calls.begin(new QuietCaller());
        call.ended(outcome, 200, 1);

        call.exemplify(durations, durations);

        assertThat(durations.exemplars()).hasSize(exemplars);
    }
}
