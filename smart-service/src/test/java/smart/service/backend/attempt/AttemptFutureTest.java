package smart.service.backend.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class AttemptFutureTest {
    /** Jersey may fail before the exchange does. */
    @Test
    void aFailureOfJerseyEndsTheExchange() {
        AtomicBoolean ended = new AtomicBoolean();
        AttemptFuture attempt = new AttemptFuture((future, response) -> {});
        attempt.abort().with(() -> ended.set(!attempt.isDone()));

        attempt.failed(new IllegalStateException("a bug"));

        assertThat(ended).as("ended before the attempt").isTrue();
        assertThat(attempt).isCompletedExceptionally();
    }
}
