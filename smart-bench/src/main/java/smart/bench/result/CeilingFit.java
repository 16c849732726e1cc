package smart.bench.result;

import java.util.List;
import java.util.Optional;
import smart.bench.result.UslFit.Point;

/**
 * Throughput that grows in proportion up to a ceiling: {@code X(N) = min(lambda N, ceiling)}. This is what a fixed number
 * of workers gives (Lazowska et al., "Quantitative System Performance", chapter 5), and what the scalability law, which
 * has no corner, fits badly.
 *
 * @param lambda throughput of one caller alone, per second
 * @param ceiling the highest throughput, per second
 * @param error root mean square of the relative error of the fit
 */
record CeilingFit(double lambda, double ceiling, double error) {

    /** The concurrency at which the ceiling is reached. */
    double knee() {
        return ceiling / lambda;
    }

    /** The best fit to points in rising order, or empty with fewer than four: each possible corner is tried. */
    static Optional<CeilingFit> of(List<Point> points) {
        CeilingFit best = null;
        for (int corner = 1; points.size() >= 4 && corner <= points.size() - 2; corner++) {
            double lambda = points.subList(0, corner).stream()
                    .mapToDouble(point -> point.x() / point.n())
                    .average()
                    .orElseThrow();
            double ceiling = points.subList(corner, points.size()).stream()
                    .mapToDouble(Point::x)
                    .average()
                    .orElseThrow();
            CeilingFit fit = new CeilingFit(lambda, ceiling, error(points, lambda, ceiling));
            best = best == null || fit.error < best.error ? fit : best;
        }
        return Optional.ofNullable(best);
    }

    private static double error(List<Point> points, double lambda, double ceiling) {
        double squares = 0;
        for (Point point : points) {
            double relative = Math.min(lambda * point.n(), ceiling) / point.x() - 1;
            squares += relative * relative;
        }
        return Math.sqrt(squares / points.size());
    }
}
