package smart.bench;

/** The exit code of the process. */
enum ExitCode {
    /** The run completed and no threshold was broken. */
    OK(0),
    /** The run failed: for example, the target refused connections. */
    FAILED(1),
    /** The arguments are wrong. */
    USAGE(2),
    /** The run completed, but at some level the generator, not the target, was the limit. */
    GENERATOR_LIMITED(3),
    /** A {@code --fail-if} condition was met, or in a comparison b failed more often than a. */
    THRESHOLD(99);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}
