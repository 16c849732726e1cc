package smart.bench.load;

import java.util.Arrays;

/**
 * Estimates how far a mean may be off although the samples depend on one another, as latencies in a queue do: by the
 * spread of the means of consecutive batches (the method of batch means, see Law, "Simulation Modeling and Analysis",
 * section 9.5.3). Keeps at most 40 batches, whatever the number of samples. Not thread-safe.
 */
final class BatchMeans {
    private static final int BATCHES = 40;

    private final double[] sums = new double[BATCHES];
    private long batchSize = 1;
    private int full;
    private long inLast;

    void add(double sample) {
        if (full == BATCHES) {
            mergePairs();
        }
        sums[full] += sample;
        if (++inLast == batchSize) {
            full++;
            inLast = 0;
        }
    }

    private void mergePairs() {
        for (int i = 0; i < BATCHES / 2; i++) {
            sums[i] = sums[2 * i] + sums[2 * i + 1];
        }
        Arrays.fill(sums, BATCHES / 2, BATCHES, 0);
        full = BATCHES / 2;
        batchSize *= 2;
    }

    /** The variance of the mean of all samples; NaN with fewer than two batches. */
    double varianceOfMean() {
        if (full < 2) {
            return Double.NaN;
        }
        double mean = Arrays.stream(sums, 0, full).sum() / full;
        double squares = 0;
        for (int i = 0; i < full; i++) {
            squares += (sums[i] - mean) * (sums[i] - mean);
        }
        double varianceOfBatch = squares / (full - 1) / batchSize / batchSize;
        return varianceOfBatch / full;
    }

    /** How many samples were added. */
    long count() {
        return full * batchSize + inLast;
    }
}
