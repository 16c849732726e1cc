package smart.bench.chart;

import java.util.List;

/**
 * One line of a panel.
 *
 * @param ink what it means
 * @param name its name in the legend
 * @param values its points by x; a y that is not finite is a gap
 */
record Series(Ink ink, String name, List<Surface.Point> values) {}
