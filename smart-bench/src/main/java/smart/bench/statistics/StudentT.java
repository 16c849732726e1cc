package smart.bench.statistics;

/**
 * Student's t: the number of standard errors on each side of a 95 % confidence interval, if the error itself is
 * estimated.
 */
public final class StudentT {
    private static final double NORMAL = 1.96;
    /** By degrees of freedom from 1 up. */
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private StudentT() {}

    /** The two-sided 95 % point for that many degrees of freedom, from 1 up; beyond 30 the normal distribution is near enough. */
    public static double of(int degreesOfFreedom) {
        return degreesOfFreedom <= T.length ? T[degreesOfFreedom - 1] : NORMAL;
    }

    /** Half the width of the 95 % confidence interval of the mean of independent samples; NaN with fewer than two. */
    public static double halfWidth(double[] samples) {
        int n = samples.length;
        if (n < 2) {
            return Double.NaN;
        }
        double mean = 0;
        for (double sample : samples) {
            mean += sample / n;
        }
        double squares = 0;
        for (double sample : samples) {
            squares += (sample - mean) * (sample - mean);
        }
        return of(n - 1) * Math.sqrt(squares / (n - 1) / n);
    }
}
