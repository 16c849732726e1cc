package smart.bench;

/** What the process answers to its caller. */
enum ExitCode {
    /** The run went through and no threshold is broken. */
    OK(0),
    /** The run failed: for example nobody listens at the target. */
    FAILED(1),
    /** The arguments are wrong. */
    USAGE(2),
    /** The run went through, but at some level the generator, not the target, was the limit. */
    GENERATOR_LIMITED(3),
    /** A {@code --fail-if} came true, or in a comparison b fails more often than a. */
    THRESHOLD(99);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}
