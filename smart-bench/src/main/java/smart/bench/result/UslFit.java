package smart.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Universal Scalability Law, {@code X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1))}, fitted to measured
 * throughput (N. Gunther, "Guerrilla Capacity Planning", chapter 4). Fitted as {@code N / X}, which is linear in its
 * three terms, by least squares of the relative error, with sigma and kappa not negative; then again with less weight
 * for outliers (Huber's weights), so that a disturbed level does not bend the curve.
 *
 * @param lambda throughput of one caller alone, per second
 * @param sigma contention: the share of the work that can't be done in parallel
 * @param kappa coherence: the cost of each pair of callers
 * @param error mean of the absolute relative errors of the fit
 */
public record UslFit(double lambda, double sigma, double kappa, double error) {
    private static final int MIN_POINTS = 4;
    private static final int REWEIGHTINGS = 4;
    /** The usual constants: 95 % as good as least squares where nothing is disturbed. */
    private static final double HUBER = 1.345;

    private static final double MAD_TO_DEVIATION = 1.4826;

    /** A measured point. */
    record Observation(double n, double x) {}

    /** The throughput that the law predicts for that concurrency. */
    public double at(double n) {
        return lambda * n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
    }

    /** The highest throughput at any concurrency: at the peak, or without one the limit, which may be infinite. */
    double best() {
        if (kappa == 0) {
            return sigma == 0 ? Double.POSITIVE_INFINITY : lambda / Math.min(1, sigma);
        }
        return at(Math.max(1, Math.sqrt(Math.max(0, 1 - sigma) / kappa)));
    }

    /** The best fit, or empty with fewer than four points. */
    static Optional<UslFit> of(List<Observation> points) {
        if (points.size() < MIN_POINTS) {
            return Optional.empty();
        }
        boolean[][] termSets = {{true, true, true}, {true, true, false}, {true, false, true}, {true, false, false}};
        UslFit best = null;
        for (boolean[] terms : termSets) {
            UslFit fit = robust(points, terms);
            best = best == null || (fit != null && fit.error < best.error) ? fit : best;
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable UslFit robust(List<Observation> points, boolean[] terms) {
        double[] weights = new double[points.size()];
        Arrays.fill(weights, 1);
        UslFit fit = null;
        for (int round = 0; round < REWEIGHTINGS; round++) {
            double[] abc = solve(points, weights, terms);
            if (abc.length < 3 || abc[0] <= 0 || abc[1] < 0 || abc[2] < 0) {
                return fit;
            }
            fit = withError(points, 1 / abc[0], abc[1] / abc[0], abc[2] / abc[0]);
            weights = weights(points, fit);
        }
        return fit;
    }

    private static double[] weights(List<Observation> points, UslFit fit) {
        double[] off = new double[points.size()];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(fit.at(points.get(i).n) / points.get(i).x - 1);
        }
        double[] sorted = off.clone();
        Arrays.sort(sorted);
        double bound = Math.max(1e-9, HUBER * MAD_TO_DEVIATION * sorted[sorted.length / 2]);
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.min(1, bound / Math.max(off[i], 1e-12));
        }
        return off;
    }

    private static UslFit withError(List<Observation> points, double lambda, double sigma, double kappa) {
        UslFit fit = new UslFit(lambda, sigma, kappa, 0);
        double sum = 0;
        for (Observation point : points) {
            sum += Math.abs(fit.at(point.n) / point.x - 1);
        }
        return new UslFit(lambda, sigma, kappa, sum / points.size());
    }

    /** The normal equations of the terms in use, by Gauss-Jordan elimination; an empty array if they have no one solution. */
    private static double[] solve(List<Observation> points, double[] weights, boolean[] terms) {
        double[][] m = new double[3][4];
        for (int p = 0; p < points.size(); p++) {
            Observation point = points.get(p);
            double y = point.n / point.x;
            double[] basis = {1 / y, (point.n - 1) / y, point.n * (point.n - 1) / y};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    m[i][j] += weights[p] * basis[i] * basis[j];
                }
                m[i][3] += weights[p] * basis[i];
            }
        }
        for (int i = 0; i < 3; i++) {
            if (!terms[i]) {
                m[i] = new double[] {i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0, 0};
            }
        }
        for (int pivot = 0; pivot < 3; pivot++) {
            double divisor = m[pivot][pivot];
            if (Math.abs(divisor) < 1e-12) {
                return new double[0];
            }
            for (int j = 0; j < 4; j++) {
                m[pivot][j] /= divisor;
            }
            for (int i = 0; i < 3; i++) {
                double factor = m[i][pivot];
                for (int j = 0; i != pivot && j < 4; j++) {
                    m[i][j] -= factor * m[pivot][j];
                }
            }
        }
        return new double[] {m[0][3], m[1][3], m[2][3]};
    }
}
