package smart.bench.result;

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
        double[] lambdas = medians(perCaller);
        double[] ceilings = medians(reversed(rates));
        CeilingFit best = null;
        for (int corner = 1; size >= 4 && corner <= size - 2; corner++) {
            double lambda = lambdas[corner - 1];
            double ceiling = ceilings[size - corner - 1];
            double error = error(points, lambda, ceiling);
            best = best == null || error < best.error ? new CeilingFit(lambda, ceiling, error) : best;
        }
        return Optional.ofNullable(best);
    }

    /** The median of the first value, of the first two, and so on. A disturbed level does not change it. */
    private static double[] medians(double[] values) {
        double[] medians = new double[values.length];
        double[] sorted = new double[values.length];
        for (int count = 0; count < values.length; count++) {
            int at = count;
            for (; at > 0 && sorted[at - 1] > values[count]; at--) {
                sorted[at] = sorted[at - 1];
            }
            sorted[at] = values[count];
            medians[count] = (sorted[count / 2] + sorted[(count + 1) / 2]) / 2;
        }
        return medians;
    }

    private static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
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
