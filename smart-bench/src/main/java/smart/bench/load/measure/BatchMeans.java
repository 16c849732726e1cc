package smart.bench.load.measure;

import smart.bench.statistics.StudentT;

/**
 * Estimates how far a mean may be off although the samples depend on one another, as latencies in a queue do: by the
 * spread of the means of few, long batches (Law, "Simulation Modeling and Analysis", section 9.5.3). A batch contains
 * the requests that ended within a time slice. So the requests of several event loops, which wait for the same target,
 * are combined before they are compared. Keeps 128 sums, whatever the number of samples. Not thread-safe.
 */
final class BatchMeans {
    private static final int SLICES = 128;
    /** 65 microseconds, in powers of two of nanoseconds: slices of several event loops have common bounds. */
    private static final int FIRST_SHIFT = 16;

    private static final int[] BATCHES = {20, 10, 5};
    /** If neighbouring batches are more similar than this, the batches are too short. */
    private static final double TOO_ALIKE = 0.2;

    private static final int CYCLES_PER_BATCH = 2;

    private double[] sums = new double[SLICES];
    private long[] counts = new long[SLICES];
    private int shift = FIRST_SHIFT;
    private long first = Long.MIN_VALUE;

    /** Takes a sample that ended at a time on {@link System#nanoTime}. */
    void add(long end, double sample) {
        add(end, sample, 1);
    }

    private void add(long end, double sum, long count) {
        if (first == Long.MIN_VALUE) {
            first = end >> shift;
        }
        while ((end >> shift) - first >= SLICES) {
            coarsen();
        }
        // Another event loop may have begun a little earlier.
        int slice = (int) Math.max(0, (end >> shift) - first);
        sums[slice] += sum;
        counts[slice] += count;
    }

    /** Takes all samples of another. */
    void add(BatchMeans other) {
        if (other.first != Long.MIN_VALUE && (first == Long.MIN_VALUE || other.begin() < begin())) {
            BatchMeans earlier = other.copy();
            BatchMeans mine = copy();
            sums = earlier.sums;
            counts = earlier.counts;
            shift = earlier.shift;
            first = earlier.first;
            addSlices(mine);
        } else {
            addSlices(other);
        }
    }

    private void addSlices(BatchMeans other) {
        while (other.shift > shift) {
            coarsen();
        }
        for (int i = 0; i < SLICES; i++) {
            if (other.counts[i] > 0) {
                add((other.first + i) << other.shift, other.sums[i], other.counts[i]);
            }
        }
    }

    private long begin() {
        return first << shift;
    }

    private BatchMeans copy() {
        BatchMeans copy = new BatchMeans();
        copy.sums = sums.clone();
        copy.counts = counts.clone();
        copy.shift = shift;
        copy.first = first;
        return copy;
    }

    private void coarsen() {
        double[] coarseSums = new double[SLICES];
        long[] coarseCounts = new long[SLICES];
        long coarseFirst = first >> 1;
        for (int i = 0; i < SLICES && first != Long.MIN_VALUE; i++) {
            int to = (int) (((first + i) >> 1) - coarseFirst);
            coarseSums[to] += sums[i];
            coarseCounts[to] += counts[i];
        }
        sums = coarseSums;
        counts = coarseCounts;
        first = first == Long.MIN_VALUE ? first : coarseFirst;
        shift++;
    }

    /**
     * Half the width of the 95 % confidence interval of the mean; NaN with too few samples for five batches.
     *
     * @param callers a batch holds at least two requests of each, so that all of them are in every batch
     */
    double halfWidth(int callers) {
        double all = 0;
        for (long count : counts) {
            all += count;
        }
        double width = Double.NaN;
        for (int batches : BATCHES) {
            if (all / batches >= CYCLES_PER_BATCH * callers) {
                double[] residuals = residuals(batches, all);
                width = width(residuals, all);
                if (!(correlation(residuals) > TOO_ALIKE)) {
                    return width;
                }
            }
        }
        return width;
    }

    /** For each batch of about equally many samples, the deviation of its sum from the overall mean. */
    private double[] residuals(int batches, double all) {
        double mean = 0;
        for (double sum : sums) {
            mean += sum / all;
        }
        double[] residuals = new double[batches];
        double before = 0;
        for (int i = 0; i < SLICES; i++) {
            int batch = (int) Math.min(batches - 1, (before + counts[i] / 2.0) / all * batches);
            residuals[batch] += sums[i] - mean * counts[i];
            before += counts[i];
        }
        return residuals;
    }

    private static double width(double[] residuals, double all) {
        double squares = 0;
        int used = 0;
        for (double residual : residuals) {
            squares += residual * residual;
            used += residual == 0 ? 0 : 1;
        }
        int n = residuals.length;
        boolean tooFew = used < Math.min(n, 5) && squares > 0;
        return tooFew || all < n ? Double.NaN : StudentT.of(n - 1) * Math.sqrt(squares * n / (n - 1)) / all;
    }

    /** Of each batch with the next. */
    private static double correlation(double[] residuals) {
        double squares = 0;
        double products = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            products += i == 0 ? 0 : residuals[i] * residuals[i - 1];
        }
        return squares == 0 ? 0 : products / squares;
    }
}
