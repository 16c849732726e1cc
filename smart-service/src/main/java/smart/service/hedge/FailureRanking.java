package smart.service.hedge;

import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;

/** Ranks the failures of a call: when every attempt failed, the caller gets the most useful one. */
final class FailureRanking {
    private FailureRanking() {}

    /** The more useful of two failures; of equal ones the first. */
    static Throwable of(@Nullable Throwable first, Throwable second) {
        return first == null || rank(second) < rank(first) ? second : first;
    }

    /**
     * A complete response is the backend's own message. A timeout means that more time might have helped. Among the
     * rest, the further the response got, the more useful the failure.
     */
    private static int rank(Throwable failure) {
        if (!(failure instanceof BackendFailure known)) {
            return Integer.MAX_VALUE;
        }
        return switch (known.kind()) {
            case STATUS -> 0;
            case TIMEOUT -> 1;
            case INVALID_JSON -> 2;
            case TOO_LARGE -> 3;
            case TRUNCATED -> 4;
            case MALFORMED -> 5;
            case RESET -> 6;
            case REFUSED -> 7;
        };
    }
}
