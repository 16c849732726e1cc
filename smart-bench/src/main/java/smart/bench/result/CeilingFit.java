package smart.bench.result;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import smart.bench.result.UslFit.Point;

/**
 * Throughput that grows in proportion up to a ceiling: {@code X(N) = min(lambda N, ceiling)}. This is what a fixed number
 * of workers gives (Lazowska et al., "Quantitative System Performance", chapter 5), and what the scalability law, which
 * has no corner, fits badly.
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
    static Optional<CeilingFit> of(List<Point> points) {
        CeilingFit best = null;
        for (int corner = 1; points.size() >= 4 && corner <= points.size() - 2; corner++) {
            double lambda = median(points.subList(0, corner), point -> point.x() / point.n());
            double ceiling = median(points.subList(corner, points.size()), Point::x);
            CeilingFit fit = new CeilingFit(lambda, ceiling, error(points, lambda, ceiling));
            best = best == null || fit.error < best.error ? fit : best;
        }
        return Optional.ofNullable(best);
    }

    /** A level that something disturbed does not move it. */
    private static double median(List<Point> points, ToDoubleFunction<Point> value) {
        double[] sorted = points.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The throughput that it predicts for that concurrency. */
    public double at(double n) {
        return Math.min(lambda * n, ceiling);
    }

    private static double error(List<Point> points, double lambda, double ceiling) {
        double sum = 0;
        for (Point point : points) {
            sum += Math.abs(Math.min(lambda * point.n(), ceiling) / point.x() - 1);
        }
        return sum / points.size();
    }
}
