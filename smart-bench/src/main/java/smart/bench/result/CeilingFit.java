package smart.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import smart.bench.result.UslFit.Observation;

/**
 * Throughput that grows in proportion up to a ceiling: {@code X(N) = min(lambda N, ceiling)}. A fixed number of workers
 * behaves like this (Lazowska et al., "Quantitative System Performance", chapter 5). The scalability law has no corner
 * and fits it badly.
 *
 * @param lambda throughput of one caller alone, per second
 * @param ceiling the highest throughput, per second
 * @param error mean of the absolute relative errors of the fit
 */
public record CeilingFit(double lambda, double ceiling, double error) {

    /** The concurrency at which the ceiling is reached. */
    double knee() {
        return ceiling / lambda;
    }

    /** The best fit to points in rising order, or empty with fewer than four: each possible corner is tried. */
    static Optional<CeilingFit> of(List<Observation> points) {
        int size = points.size();
        double[] perCaller = new double[size];
        double[] rates = new double[size];
        for (int i = 0; i < size; i++) {
            perCaller[i] = points.get(i).x() / points.get(i).n();
            rates[i] = points.get(i).x();
        }
        CeilingFit best = null;
        for (int corner = 1; size >= 4 && corner <= size - 2; corner++) {
            double lambda = median(Arrays.copyOfRange(perCaller, 0, corner));
            double ceiling = median(Arrays.copyOfRange(rates, corner, size));
            double error = error(points, lambda, ceiling);
            best = best == null || error < best.error ? new CeilingFit(lambda, ceiling, error) : best;
        }
        return Optional.ofNullable(best);
    }

    /** A disturbed level does not change it. Sorts its argument. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** The throughput that it predicts for that concurrency. */
    public double at(double n) {
        return Math.min(lambda * n, ceiling);
    }

    private static double error(List<Observation> points, double lambda, double ceiling) {
        double sum = 0;
        for (Observation point : points) {
            sum += Math.abs(Math.min(lambda * point.n(), ceiling) / point.x() - 1);
        }
        return sum / points.size();
    }
}
