package smart.service.backend.client.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();

    private static final class Task extends TimerHeap.Entry {
        private final long at;

        Task(long at) {
            super(at);
            this.at = at;
        }

        @Override
        void run() {
            throw new UnsupportedOperationException("the test takes it and no more");
        }
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        heap.add(new Task(10));

        assertThat(heap.pollDue(9)).isNull();
        assertThat(heap.untilNext(9)).isEqualTo(1);
        assertThat(heap.pollDue(10)).isNotNull();
        assertThat(heap.untilNext(10)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void removingTwiceDoesNothing() {
        Task task = new Task(1);
        heap.add(task);
        heap.remove(task);
        heap.remove(task);
        assertThat(heap.size()).isZero();
    }

    @Test
    void aClockThatOverflowsKeepsTheOrder() {
        Task later = new Task(Long.MIN_VALUE + 5);
        Task sooner = new Task(Long.MAX_VALUE - 5);
        heap.add(later);
        heap.add(sooner);
        assertThat(heap.pollDue(Long.MAX_VALUE)).isSameAs(sooner);
        assertThat(heap.pollDue(Long.MAX_VALUE)).isNull();
    }

    @Test
    void whateverIsDoneTheFirstIsAlwaysTheEarliest() {
        Random random = new Random(5);
        List<Task> model = new ArrayList<>();
        for (int step = 0; step < 10_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1, 2 -> {
                    Task task = new Task(random.nextInt(1000));
                    model.add(task);
                    heap.add(task);
                }
                case 3 -> {
                    if (!model.isEmpty()) {
                        heap.remove(model.remove(random.nextInt(model.size())));
                    }
                }
                default -> {
                    long now = random.nextInt(1000);
                    Task due = (Task) heap.pollDue(now);
                    Task earliest = model.stream()
                            .min(Comparator.comparingLong(task -> task.at))
                            .orElse(null);
                    if (due == null) {
                        assertThat(earliest == null || earliest.at > now).isTrue();
                    } else {
                        assertThat(due.at).isEqualTo(earliest.at).isLessThanOrEqualTo(now);
                        model.remove(due);
                    }
                }
            }
            assertThat(heap.size()).isEqualTo(model.size());
        }
    }
}
