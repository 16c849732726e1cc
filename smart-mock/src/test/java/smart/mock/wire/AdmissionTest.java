package smart.mock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final List<Integer> begun = new ArrayList<>();

    @Test
    void unlimitedBeginsEveryRequestAtOnce() {
        var admission = new Admission.Unlimited();
        for (int i = 0; i < 5; i++) {
            assertThat(offer(admission, i)).isTrue();
        }
        assertThat(begun).containsExactly(0, 1, 2, 3, 4);
        assertThat(admission.queued()).isZero();
    }

    @Test
    void limitedBeginsAsManyAsItCanQueuesTheNextAndRefusesTheRest() {
        var admission = new Admission.Limited(2, 2);

        assertThat(IntStream.range(0, 5).mapToObj(i -> offer(admission, i)))
                .containsExactly(true, true, true, true, false);

        assertThat(begun).containsExactly(0, 1);
        assertThat(admission.busy()).isEqualTo(2);
        assertThat(admission.queued()).isEqualTo(2);
    }

    @Test
    void theNextBeginsInItsTurnWhenOneIsDone() {
        var admission = new Admission.Limited(1, 9);
        IntStream.range(0, 3).forEach(i -> offer(admission, i));

        admission.done();
        assertThat(begun).containsExactly(0, 1);
        admission.done();
        assertThat(begun).containsExactly(0, 1, 2);
        admission.done();
        assertThat(admission.busy()).isZero();
        assertThat(offer(admission, 3)).isTrue();
        assertThat(begun).endsWith(3);
    }

    @Test
    void withMoreCapacityThoseThatWaitBeginAtOnce() {
        var admission = new Admission.Limited(1, 9);
        IntStream.range(0, 5).forEach(i -> offer(admission, i));

        assertThat(admission.resize(3)).isTrue();

        assertThat(begun).containsExactly(0, 1, 2);
        assertThat(admission.busy()).isEqualTo(3);
        assertThat(admission.queued()).isEqualTo(2);
    }

    @Test
    void withLessCapacityNoneBeginsUntilFewerAreWorkedOn() {
        var admission = new Admission.Limited(3, 9);
        IntStream.range(0, 5).forEach(i -> offer(admission, i));

        admission.resize(1);
        admission.done();
        admission.done();
        assertThat(begun).containsExactly(0, 1, 2);
        assertThat(admission.busy()).isEqualTo(1);
        admission.done();
        assertThat(begun).containsExactly(0, 1, 2, 3);
        assertThat(admission.busy()).isEqualTo(1);
    }

    @Test
    void whatIsUnlimitedCannotBeResized() {
        assertThat(new Admission.Unlimited().resize(5)).isFalse();
    }

    @Test
    void neverMoreThanItsCapacityBeginsHoweverManyArriveTogether() throws Exception {
        int threads = 50;
        int requests = 200;
        var admission = new Admission.Limited(7, 20);
        var busy = new AtomicInteger();
        var most = new AtomicInteger();
        var admitted = new AtomicInteger();
        var refused = new AtomicInteger();
        var ended = new AtomicInteger();
        var workers = Executors.newFixedThreadPool(8);
        var pool = Executors.newFixedThreadPool(threads);
        Admission.Work work = () -> {
            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
            workers.execute(() -> {
                busy.decrementAndGet();
                ended.incrementAndGet();
                admission.done();
            });
            return true;
        };
        try {
            var start = new CountDownLatch(1);
            var callers = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> {
                        start.await();
                        for (int n = 0; n < requests; n++) {
                            (admission.admit(() -> work) ? admitted : refused).incrementAndGet();
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (var caller : callers) {
                caller.get();
            }
            while (ended.get() < admitted.get()) {
                Thread.onSpinWait();
            }
        } finally {
            pool.shutdownNow();
            workers.shutdown();
        }
        assertThat(most.get()).isLessThanOrEqualTo(7);
        assertThat(admitted.get() + refused.get()).isEqualTo(threads * requests);
        assertThat(workers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(admission.busy()).isZero();
        assertThat(admission.queued()).isZero();
    }

    @Test
    void workThatCannotBeginLeavesItsPlaceToTheNext() {
        var admission = new Admission.Limited(1, 9);
        offer(admission, 0);
        admission.admit(() -> () -> false);
        admission.admit(() -> () -> false);
        offer(admission, 1);

        admission.done();
        assertThat(begun).containsExactly(0, 1);
        admission.done();
        admission.admit(() -> () -> false);
        assertThat(admission.busy()).isZero();

        offer(admission, 2);
        admission.admit(() -> () -> false);
        admission.resize(2);
        assertThat(admission.busy()).isEqualTo(1);
        assertThat(admission.queued()).isZero();
    }

    private boolean offer(Admission admission, int request) {
        return admission.admit(() -> () -> begun.add(request));
    }
}
