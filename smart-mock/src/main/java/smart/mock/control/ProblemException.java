package smart.mock.control;

import org.jspecify.annotations.Nullable;

/** A control request that is not carried out: the response is a problem (RFC 9457). */
final class ProblemException extends Exception {
    private final int status;
    private final String title;
    private final @Nullable Integer index;

    ProblemException(int status, String title, @Nullable String detail, @Nullable Integer index) {
        super(detail);
        this.status = status;
        this.title = title;
        this.index = index;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    @Nullable Integer index() {
        return index;
    }
}
