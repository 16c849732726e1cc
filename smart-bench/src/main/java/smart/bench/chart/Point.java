package smart.bench.chart;

/** A place in a diagram, in its own units. A value that is not known is NaN, and interrupts its line. */
public record Point(double x, double y) {}
