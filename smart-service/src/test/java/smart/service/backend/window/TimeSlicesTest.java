package smart.service.backend.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimeSlicesTest {
    private long nanos;
    private final TimeSlices slices = new TimeSlices(() -> nanos, 10, 3);
    private final List<Integer> emptied = new ArrayList<>();

    @Test
    void aSliceLastsForItsLengthAlsoWhereTheClockIsNegative() {
        assertThat(List.of(at(-11), at(-10), at(-1), at(0), at(9), at(10))).containsExactly(-2L, -1L, -1L, 0L, 0L, 1L);
    }

    @Test
    void eachOfTheNewestSlicesHasASlotOfItsOwn() {
        assertThat(List.of(slices.slot(-1), slices.slot(0), slices.slot(1), slices.slot(2), slices.slot(3)))
                .containsExactly(2, 0, 1, 2, 0);
        assertThat(slices.oldest(7)).isEqualTo(5);
    }

    @Test
    void withinOneSliceNothingIsEmptied() {
        nanos = 19;

        assertThat(slices.advance(1, emptied::add)).isEqualTo(1);
        assertThat(emptied).isEmpty();
    }

    @Test
    void slicesThatHaveBegunAreEmptied() {
        nanos = 35;

        assertThat(slices.advance(1, emptied::add)).isEqualTo(3);
        assertThat(emptied).containsExactly(2, 0);
    }

    @Test
    void afterALongTimeEachSlotIsEmptiedOnce() {
        nanos = 100_000;

        assertThat(slices.advance(1, emptied::add)).isEqualTo(10_000);
        assertThat(emptied).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aClockThatGoesBackChangesNothing() {
        nanos = 5;

        assertThat(slices.advance(3, emptied::add)).isEqualTo(3);
        assertThat(emptied).isEmpty();
    }

    private long at(long time) {
        nanos = time;
        return slices.now();
    }
}
