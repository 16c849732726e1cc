package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AbortTest {
    private final Abort abort = new Abort();
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void nothingEndsUntilItIsCalled() {
        abort.with(ended::incrementAndGet);
        assertThat(ended).hasValue(0);
        abort.call();
        assertThat(ended).hasValue(1);
    }

    @Test
    void whatComesAfterTheCallEndsAtOnce() {
        abort.call();
        abort.with(ended::incrementAndGet);
        assertThat(ended).hasValue(1);
    }

    @Test
    void theLastOneEnds() {
        abort.with(() -> {
            throw new AssertionError("that was replaced");
        });
        abort.with(ended::incrementAndGet);
        abort.call();
        assertThat(ended).hasValue(1);
    }

    @Test
    void whicheverThreadIsFirstItEnds() throws Exception {
        for (int i = 0; i < 1000; i++) {
            Abort raced = new Abort();
            AtomicInteger calls = new AtomicInteger();
            CyclicBarrier both = new CyclicBarrier(2);
            Thread other = new Thread(() -> {
                try {
                    both.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                raced.call();
            });
            other.start();
            both.await();
            raced.with(calls::incrementAndGet);
            other.join();
            assertThat(calls).hasValue(1);
        }
    }
}
