package smart.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PendingWritesTest {
    private final PendingWrites pending = new PendingWrites(100);
    private final List<Answer> cutOff = new ArrayList<>();

    private final class Answer implements PendingWrites.Write {
        private final int length;
        private boolean done;

        Answer(int length) {
            this.length = length;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        /** As the socket's end does: the write fails, and is done with that. */
        @Override
        public void cutOff() {
            cutOff.add(this);
            done = true;
            pending.remove(this);
        }
    }

    private Answer added(int length) {
        Answer answer = new Answer(length);
        pending.add(answer);
        return answer;
    }

    @Test
    void nobodyIsCutOffUpToTheBound() {
        added(50);
        added(50);
        assertThat(cutOff).isEmpty();
    }

    @Test
    void oneResponseMayBeLargerThanTheBound() {
        Answer large = added(150);
        assertThat(cutOff).isEmpty();

        added(10);

        assertThat(cutOff).containsExactly(large);
    }

    @Test
    void whoReadsForLongestGoesFirstAndNoMoreThanNeeded() {
        Answer first = added(40);
        Answer second = added(40);
        added(20);

        added(50);

        assertThat(cutOff).containsExactly(first, second);
    }

    @Test
    void whatIsWrittenCountsNoLonger() {
        Answer first = added(60);
        pending.remove(first);
        pending.remove(first);
        added(100);
        assertThat(cutOff).isEmpty();

        Answer last = added(1);
        assertThat(cutOff).hasSize(1).doesNotContain(last);
    }

    @Test
    void aWriteThatIsDoneBeforeItIsAddedCountsNever() {
        Answer done = new Answer(100);
        done.done = true;
        pending.add(done);
        added(100);
        assertThat(cutOff).isEmpty();
    }
}
