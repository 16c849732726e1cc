package smart.service.hedge.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.backend.ManualScheduler;

final class PushbackTest {
    private final ManualScheduler time = new ManualScheduler();
    private final Pushback pushback = new Pushback(time, () -> Instant.parse("2026-11-24T08:49:30Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | 7                              |  7",
                "429 | 7                              |  7",
                "503 | Tue, 24 Nov 2026 08:49:37 GMT  |  7",
                "503 | Tuesday, 24-Nov-26 08:49:37 GMT |  7",
                "503 | Tue Nov 24 08:49:37 2026       |  7",
                "503 | 61                             | 60",
                "503 | 99999999999999999999           | 60",
                "503 | Wed, 24 Nov 2027 08:49:37 GMT  | 60"
            })
    void isInForceForAsLongAsTheBackendAsksButAMinuteAtMost(int status, String retryAfter, long seconds) {
        heed(status, retryAfter);

        assertThat(pushback.inForce()).isTrue();
        time.advance(Duration.ofSeconds(seconds).minusNanos(1));
        assertThat(pushback.inForce()).isTrue();
        time.advance(Duration.ofNanos(1));
        assertThat(pushback.inForce()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "", "1.5", "Tue, 24 Nov 2026 08:49:20 GMT"})
    void isNotInForceWhereNoTimeToComeIsAskedFor(String retryAfter) {
        heed(503, retryAfter);

        assertThat(pushback.inForce()).isFalse();
    }

    @Test
    void isNotInForceForAnotherStatus() {
        heed(500, "7");

        assertThat(pushback.inForce()).isFalse();
    }

    @Test
    void isNotCutShortByALaterResponse() {
        heed(503, "7");
        heed(503, "1");

        time.advance(Duration.ofSeconds(6));

        assertThat(pushback.inForce()).isTrue();
    }

    private void heed(int status, String retryAfter) {
        pushback.heed(new BackendResponse(status, List.of(new Header("Retry-After", retryAfter)), new byte[0]));
    }
}
