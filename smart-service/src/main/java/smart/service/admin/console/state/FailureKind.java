package smart.service.admin.console.state;

import java.util.Arrays;
import java.util.Locale;

/** What each kind of failed attempt means, and what to look at. {@code docs/operations.md} has the same table. */
enum FailureKind {
    REFUSED("Nothing accepts connections there: is it up? Do DNS and the certificates fit?"),
    RESET("It closes connections before the answer is complete: its log says whether it crashes or restarts."),
    TIMEOUT("It sends no complete answer in time: what is its load?"),
    MALFORMED("What it sends is not HTTP: is REMOTE_URL the right port?"),
    TRUNCATED("The connection ends within the body: a crash of the backend, or a proxy between."),
    TOO_LARGE("Its answers are larger than backend.maxResponseSize: raise the setting, if they are meant to be."),
    INVALID_JSON("It answers 2xx with what is not JSON: tell its team, or set REQUIRE_JSON=false if that is meant."),
    STATUS("It answers with 5xx or 429 of its own: its log says why; the error notes have the status."),
    UNKNOWN("Tell its team: the kind, the rate, since when, and one line of the error log.");

    private final String advice;

    FailureKind(String advice) {
        this.advice = advice;
    }

    /** @param label as in the error log, or the empty text where it is not known */
    static FailureKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElse(UNKNOWN);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String advice() {
        return advice;
    }

    /** Whether it may be mended by a setting. */
    boolean isSetting() {
        return this == MALFORMED || this == TOO_LARGE || this == INVALID_JSON;
    }
}
