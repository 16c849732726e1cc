package smart.service.admin.console.history;

/** The newest rows of a table, in preallocated memory: a new row overwrites the oldest one. Not thread-safe. */
final class RingBuffer {
    private final long[] times;
    private final float[][] columns;
    private long added;

    RingBuffer(int rows, int columns) {
        this.times = new long[rows];
        this.columns = new float[columns][rows];
    }

    /** Adds a row; {@code values} has one element per column. */
    void add(long time, double[] values) {
        int row = (int) (added % times.length);
        times[row] = time;
        for (int i = 0; i < columns.length; i++) {
            columns[i][row] = (float) values[i];
        }
        added++;
    }

    /** How many of the newest rows, up to {@code most}, are later than {@code after}. */
    int rows(int most, long after) {
        int rows = (int) Math.min(Math.min(most, times.length), added);
        while (rows > 0 && times[index(rows, 0)] <= after) {
            rows--;
        }
        return rows;
    }

    /** The time of the row at {@code position} of the newest {@code rows}, the oldest first. */
    long time(int rows, int position) {
        return times[index(rows, position)];
    }

    float value(int column, int rows, int position) {
        return columns[column][index(rows, position)];
    }

    private int index(int rows, int position) {
        return (int) ((added - rows + position) % times.length);
    }
}
