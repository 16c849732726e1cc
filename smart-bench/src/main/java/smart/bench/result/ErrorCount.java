package smart.bench.result;

/** How many requests were due, and how many of them did not succeed. */
public record ErrorCount(long failed, long due) {
    /** Without any request. */
    public static final ErrorCount NONE = new ErrorCount(0, 0);

    /** Both together. */
    public ErrorCount plus(ErrorCount other) {
        return new ErrorCount(failed + other.failed, due + other.due);
    }

    /** The share that did not succeed, from 0 to 1; 0 without requests. */
    public double share() {
        return due == 0 ? 0 : (double) failed / due;
    }
}
