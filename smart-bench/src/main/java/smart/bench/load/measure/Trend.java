package smart.bench.load.measure;

/**
 * The straight line through points by least squares. It keeps sums instead of points (Chan, Golub and LeVeque,
 * "Algorithms for Computing the Sample Variance"). Not thread-safe.
 */
final class Trend {
    /** The true slope is smaller by more than that in 1 of 40 samples, if the points are independent. */
    private static final double ERRORS = 2;

    private long count;
    private double meanX;
    private double meanY;
    // The sums of the squares and the products of the distances from the means.
    private double xx;
    private double xy;
    private double yy;

    void add(double x, double y) {
        add(1, x, y);
    }

    void add(Trend other) {
        if (other.count > 0) {
            add(other.count, other.meanX, other.meanY);
            xx += other.xx;
            xy += other.xy;
            yy += other.yy;
        }
    }

    private void add(long more, double x, double y) {
        long sum = count + more;
        double dx = x - meanX;
        double dy = y - meanY;
        double weight = (double) count * more / sum;
        xx += dx * dx * weight;
        xy += dx * dy * weight;
        yy += dy * dy * weight;
        meanX += dx * more / sum;
        meanY += dy * more / sum;
        count = sum;
    }

    /** The slope less two of its standard errors; NaN with fewer than three points, or if all have the same x. */
    double sureSlope() {
        if (count < 3 || xx == 0) {
            return Double.NaN;
        }
        double slope = xy / xx;
        double unexplained = Math.max(0, yy - slope * xy);
        return slope - ERRORS * Math.sqrt(unexplained / (count - 2) / xx);
    }
}
