package smart.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By simulation: how often the interval holds the truth. */
class BatchMeansTest {
    private static final int RUNS = 1000;

    /** Callers queue for one worker: a response time is the sum of as many service times, and so depends on those before. */
    @ParameterizedTest
    @CsvSource({"1,500", "10,500", "50,500", "10,5000", "50,5000"})
    void ninetyFiveOfAHundredIntervalsHoldTheMeanOfAQueue(int callers, int requests) {
        SplittableRandom random = new SplittableRandom(11);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            double[] services = new double[requests + callers];
            for (int i = 0; i < services.length; i++) {
                services[i] = -Math.log(1 - random.nextDouble()) * 1e6;
            }
            held += holds(callers * 1e6, callers, services, callers, random) ? 1 : 0;
        }
        assertThat(held / (double) RUNS).isBetween(0.93, 0.97);
    }

    private static boolean holds(double truth, int callers, double[] services, int depth, SplittableRandom random) {
        BatchMeans[] lanes = {new BatchMeans(), new BatchMeans()};
        double now = 1e12 + random.nextDouble() * 1e9;
        double sum = 0;
        int n = services.length - depth;
        for (int i = 0; i < n; i++) {
            double response = 0;
            for (int j = 0; j < depth; j++) {
                response += services[i + j];
            }
            now += services[i + depth - 1];
            lanes[random.nextInt(2)].add((long) now, response);
            sum += response;
        }
        BatchMeans all = new BatchMeans();
        all.add(lanes[0]);
        all.add(lanes[1]);
        return Math.abs(sum / n - truth) <= all.halfWidth(callers);
    }

    /**
     * Arrivals at a rate, at one worker that is busy for half of the time. The busier it is, the longer the queue remembers,
     * and the fewer intervals of a short run hold the truth: 0.87 at 80 %, 0.77 at 90 %.
     */
    @Test
    void atARateNineOfTenIntervalsHoldTheMeanOfAQueueThatIsHalfBusy() {
        SplittableRandom random = new SplittableRandom(9);
        double service = 10e6;
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            BatchMeans batches = new BatchMeans();
            double start = 1e12 + random.nextDouble() * 1e9;
            double arrival = start - 200 * service; // so that the queue is in its steady state at the start
            double free = arrival;
            double sum = 0;
            int n = 0;
            while (arrival < start + 3000 * service) {
                arrival += exponential(random, 2 * service);
                free = Math.max(arrival, free) + exponential(random, service);
                if (arrival >= start) {
                    batches.add((long) free, free - arrival);
                    sum += free - arrival;
                    n++;
                }
            }
            int inProgress = (int) Math.ceil(sum / (3000 * service));
            held += Math.abs(sum / n - 2 * service) <= batches.halfWidth(inProgress) ? 1 : 0;
        }
        assertThat(held / (double) RUNS).isBetween(0.90, 0.97);
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    @Test
    void aFewSamplesAreNotEnough() {
        BatchMeans batches = new BatchMeans();
        assertThat(batches.halfWidth(1)).isNaN();
        batches.add(0, 5);
        batches.add(1, 7);
        assertThat(batches.halfWidth(1)).isNaN();
    }

    /** With 500 requests of 200 callers, so short batches held the mean in 81 of 100 runs. */
    @Test
    void thereIsNoIntervalWhereACallerHasFewerThanTenRequests() {
        BatchMeans batches = new BatchMeans();
        for (int i = 0; i < 500; i++) {
            batches.add(i * 1_000_000L, (double) (i % 7));
        }
        assertThat(batches.halfWidth(51)).isNaN();
        assertThat(batches.halfWidth(200)).isNaN();
        assertThat(batches.halfWidth(50)).isPositive();
    }

    @Test
    void hoursCostNoMemoryAndTheOrderOfTheLoopsDoesNotCount() {
        BatchMeans late = new BatchMeans();
        BatchMeans early = new BatchMeans();
        for (long second = 0; second < 36_000; second++) {
            (second < 100 ? early : late).add(second * 1_000_000_000, (double) (10 + second % 7));
        }
        BatchMeans one = new BatchMeans();
        one.add(late);
        one.add(early);
        BatchMeans other = new BatchMeans();
        other.add(early);
        other.add(late);
        assertThat(one.halfWidth(1)).isEqualTo(other.halfWidth(1)).isBetween(0.0001, 0.1);
    }
}
