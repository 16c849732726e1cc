package smart.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongRingTest {
    @Test
    void keepsTheLastOnesAndCountsTheOthers() {
        var ring = new LongRing(3);
        for (long i = 1; i <= 10; i++) {
            ring.add(i * 10);
        }
        assertThat(ring.above(-1, 100)).containsExactly(80, 90, 100);
        assertThat(ring.added()).isEqualTo(10);
        assertThat(ring.dropped()).isEqualTo(7);
    }

    @Test
    void givesTheFirstOnesAboveAFloor() {
        var ring = new LongRing(5_000);
        for (long i = 0; i < 4_000; i++) {
            ring.add(i);
        }
        assertThat(ring.above(1_999, 3)).containsExactly(2_000, 2_001, 2_002);
        assertThat(ring.above(3_999, 3)).isEmpty();
        assertThat(ring.dropped()).isZero();
    }

    @Test
    void isEmptyAtFirst() {
        var ring = new LongRing(5);
        assertThat(ring.above(-1, 3)).isEmpty();
        assertThat(ring.dropped()).isZero();
    }

    @Test
    void wrapsAtEverySize() {
        for (int capacity = 1; capacity < 2_100; capacity += 523) {
            var ring = new LongRing(capacity);
            for (long i = 0; i < 5_000; i++) {
                ring.add(i);
            }
            assertThat(ring.above(-1, Integer.MAX_VALUE)).hasSize(capacity).endsWith(4_999);
        }
    }
}
