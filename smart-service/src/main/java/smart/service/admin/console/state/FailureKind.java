package smart.service.admin.console.state;

import java.util.Arrays;
import java.util.Locale;

/** What each kind of failed attempt means, and what to look at. {@code docs/operations.md} has the same table. */
enum FailureKind {
    REFUSED("It accepts no connections. Is it up? Are DNS and certificates right?"),
    RESET("It closes connections before the response is complete. Its log tells whether it crashes or restarts."),
    TIMEOUT("It sends no complete response in time. What is its load?"),
    MALFORMED("It does not send HTTP. Is REMOTE_URL the right port?"),
    TRUNCATED("The connection ends within the body. The backend may have crashed, or a proxy between cut it."),
    TOO_LARGE("Its responses are larger than backend.maxResponseSize. If that is intended, raise the setting."),
    INVALID_JSON(
            "It sends 2xx responses that are not JSON. Tell its team, or set REQUIRE_JSON=false if that is intended."),
    STATUS("It sends 5xx or 429. Its log tells why; the error notes have the status."),
    UNKNOWN("Tell its team the kind, the rate, the start time, and one line of the error log.");

    private final String advice;

    FailureKind(String advice) {
        this.advice = advice;
    }

    /** @param label as in the error log, or an empty string if unknown */
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
