package smart.mock.control;

import org.jspecify.annotations.Nullable;
import smart.mock.reply.Problem;

/** A control request that is not carried out: the response is a problem. */
final class ProblemException extends Exception {
    private final transient Problem problem;

    ProblemException(int status, String title, String detail, @Nullable Integer index) {
        super(detail);
        problem = new Problem(status, title, detail, index);
    }

    /** One of no entry. */
    ProblemException(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    Problem problem() {
        return problem;
    }
}
