package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

final class ErrorNoteTest {
    private static final Instant TIME = Instant.parse("2026-11-23T22:51:54.123Z");

    private static String line(BackendFailure failure) {
        Attempt attempt = new Attempt(Requests.get("7f3a").attempt(1, 3), 10_003_000_000L, Result.FAILURE, failure);
        return ErrorNote.of(TIME, attempt, failure).line();
    }

    @Test
    void isTheLineOfTheDesign() {
        assertThat(line(new Broken(Kind.TIMEOUT, "no response within 10 s")))
                .isEqualTo("2026-11-23T22:51:54.123Z request=7f3a attempt=1/3 kind=timeout status=- "
                        + "elapsed_ms=10003 address=- detail=\"no response within 10 s\"");
    }

    @Test
    void namesTheStatusWhereThereIsOne() {
        assertThat(line(new BackendFailure.Status(Requests.response(503)))).contains(" kind=status status=503 ");
        assertThat(line(new Broken(Kind.INVALID_JSON, 200, "x", null))).contains(" kind=invalid_json status=200 ");
    }

    @Test
    void itsBeginningIsKnownFromTheWholeTimeOn() {
        String space = "2026-11-23T22:51:54.123Z ";
        for (String line : List.of(line(new Broken(Kind.RESET, "gone")), ErrorNote.droppedLine(TIME, 7))) {
            for (int end = 0; end <= line.length(); end++) {
                assertThat(ErrorNote.isBeginning(line.substring(0, end)))
                        .as(line.substring(0, end))
                        .isEqualTo(end >= space.length());
            }
        }
        assertThat(ErrorNote.isBeginning(space + "INFO ready")).isFalse();
    }

    @Test
    void escapesWhateverCouldForgeALine() {
        String forged =
                "a\"b\\c\r\n2026-11-23T22:51:54.123Z request=forged\t\u0000\u001b[31m\u007f\u0085\u2028\u2029\u202e";
        assertThat(line(new Broken(Kind.MALFORMED, forged)))
                .endsWith(
                        " detail=\"a\\\"b\\\\c\\r\\n2026-11-23T22:51:54.123Z request=forged\\t\\u0000\\u001b[31m\\u007f"
                                + "\\u0085\\u2028\\u2029\\u202e\"")
                .hasLineCount(1);
    }

    @Test
    void cutsALongDetail() {
        assertThat(line(new Broken(Kind.MALFORMED, "x".repeat(100_000))))
                .hasSizeLessThan(700)
                .endsWith("x...\"");
    }
}
