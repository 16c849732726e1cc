package smart.bench.load.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class WakeTest {
    private final PriorityQueue<Long> timers = new PriorityQueue<>();
    private long now;
    private int most;

    @Test
    void aMinuteAtAThousandPerSecondLeavesOneTimer() {
        int[] sent = {0};
        Wake[] wake = new Wake[1];
        Runnable sendDue = () -> {
            while (sent[0] < 60_000 && sent[0] * 1_000_000L <= now) {
                sent[0]++;
            }
            if (sent[0] < 60_000) {
                wake[0].after(sent[0] * 1_000_000L - now);
            }
        };
        wake[0] = new Wake(this::timer, sendDue);
        sendDue.run();
        while (!timers.isEmpty()) {
            now = timers.remove();
            wake[0].fired();
            now += 400_000; // the response, in which the lane looks again for what is due
            sendDue.run();
        }
        assertThat(sent[0]).isEqualTo(60_000);
        assertThat(most).isEqualTo(1);
    }

    private void timer(long nanos) {
        timers.add(now + nanos);
        most = Math.max(most, timers.size());
    }
}
