package smart.acceptance;

/** The suite does not run against what it was told to: it would say nothing, or do harm. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
        super("The live tests refuse to run: " + reason);
    }
}
