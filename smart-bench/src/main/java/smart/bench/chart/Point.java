package smart.bench.chart;

/** A point in a diagram, in its own units. An unknown value is NaN, and interrupts the line. */
public record Point(double x, double y) {}
