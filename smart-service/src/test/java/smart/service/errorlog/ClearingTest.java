package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClearingTest {
    private final Clearing clearing = new Clearing();

    @Test
    void whatIsCancelledDoesNotBegin() {
        assertThat(clearing.cancel(false)).isTrue();
        assertThat(clearing.begin()).isFalse();
        assertThat(clearing.cancel(false)).as("still cancelled").isTrue();
        assertThat(clearing).isCancelled();
    }

    @Test
    void whatHasBegunCantBeCancelledAndHasItsResult() {
        assertThat(clearing.begin()).isTrue();
        assertThat(clearing.cancel(false)).isFalse();
        assertThat(clearing).isNotDone();
        clearing.complete(12L);
        assertThat(clearing.cancel(false)).isFalse();
        assertThat(clearing).isCompletedWithValue(12L);
    }
}
