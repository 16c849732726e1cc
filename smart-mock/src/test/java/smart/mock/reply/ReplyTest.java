package smart.mock.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
    @Test
    void statusZeroIsTheFaultEmpty() {
        assertThat(Reply.drop(5).fault()).isEqualTo(Fault.EMPTY);
        assertThat(Reply.drop(5).statusSent()).isZero();
    }

    @Test
    void statusZeroMayComeWithAFaultThatSendsNone() {
        assertThat(Reply.of("", 0, 0).with(Fault.RESET).fault()).isEqualTo(Fault.RESET);
    }

    @Test
    void aFaultThatSendsAStatusNeedsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reply.drop(0).with(Fault.DRIP))
                .withMessage("the fault drip sends a status, which is 200 to 599, not 0");
    }

    @Test
    void aStatusOutOfRangeIsRefused() {
        for (int status : new int[] {-1, 1, 100, 199, 600}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Reply.of("", status, 0))
                    .withMessageContaining("200 to 599");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-length    | is set by the mock; a fault sends a wrong one",
                "Transfer-Encoding | is set by the mock; a fault breaks a response off",
                "Content-Type      | is set with contentType",
                "Trailer           | is not possible, since the mock sends no trailers",
                "Upgrade           | is not possible, since the mock speaks no other protocol"
            })
    void aHeaderThatFramesTheMessageIsRefused(String name, String instead) {
        var reply = Reply.ok("{}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply.with(name, "1"))
                .withMessage("the header " + name + " " + instead);
    }

    @Test
    void theCaseOfAHeadersNameDoesNotMatter() {
        assertThat(Reply.ok("{}").with("X-A", "1").with("x-a", "2").headers())
                .containsExactly(entry("X-A", List.of("1", "2")));
        var twice = Map.of("X-A", List.of("1"), "x-a", List.of("2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reply("", 200, Delay.NONE, null, twice, Reply.JSON))
                .withMessageContaining("is given twice: upper and lower case are the same in its name");
    }

    @Test
    void headersOverAMebibyteAreRefused() {
        var most = "y".repeat(1024 * 1024 - "Content-Type: application/json\r\nLong: \r\n".length());
        assertThat(Reply.ok("{}").with("Long", most).headers()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reply.ok("{}").with("Long", most + "y"))
                .withMessage("the headers of a reply have at most 1048576 bytes together, not 1048577");
    }

    @Test
    void aHeaderCannotForgeAnother() {
        var reply = Reply.ok("{}");
        assertThatIllegalArgumentException().isThrownBy(() -> reply.with("X", "a\r\nY: b"));
        assertThatIllegalArgumentException().isThrownBy(() -> reply.with("X Y", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> reply.as("a\nb"));
    }

    @Test
    void anUnknownFaultIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.named("boom"))
                .withMessage("no fault is named \"boom\"; allowed: reset, empty, truncate, garbage, drip, stall,"
                        + " headers_only, large");
    }
}
