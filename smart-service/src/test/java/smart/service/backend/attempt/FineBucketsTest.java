package smart.service.backend.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FineBucketsTest {
    private static final Percentage CLOSE = Percentage.withPercentage(3.2);

    private final FineBuckets buckets = new FineBuckets();

    @ParameterizedTest
    @ValueSource(
            longs = {
                8_192,
                8_193,
                10_000,
                65_535,
                65_536,
                999_999,
                1_000_000,
                123_456_789,
                10_000_000_000L,
                137_000_000_000L
            })
    void aDurationIsKnownToThreePercent(long nanos) {
        buckets.count(nanos);

        assertThat(FineBuckets.percentileMillis(null, buckets.counts(), 50)).isCloseTo(nanos / 1e6, CLOSE);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 8_191, 200_000_000_000L, Long.MAX_VALUE})
    void whatIsTooShortOrTooLongIsCountedToo(long nanos) {
        buckets.count(nanos);

        assertThat(FineBuckets.total(null, buckets.counts())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 50, 95, 99, 99.9, 100})
    void percentilesOfManyAreKnownToThreePercent(double percentile) {
        long[] nanos =
                new Random(1).longs(10_000, 50_000, 2_000_000_000).sorted().toArray();
        Arrays.stream(nanos).forEach(buckets::count);

        long exact = nanos[(int) Math.ceil(nanos.length * percentile / 100) - 1];
        assertThat(FineBuckets.percentileMillis(null, buckets.counts(), percentile))
                .isCloseTo(exact / 1e6, CLOSE);
    }

    @Test
    void twoLooksTellWhatHappenedBetweenThem() {
        buckets.count(1_000_000);
        long[] before = buckets.counts();
        assertThat(FineBuckets.percentileMillis(before, buckets.counts(), 50)).isNaN();

        buckets.count(500_000_000);

        assertThat(FineBuckets.total(before, buckets.counts())).isEqualTo(1);
        assertThat(FineBuckets.percentileMillis(before, buckets.counts(), 50)).isCloseTo(500, CLOSE);
    }
}
