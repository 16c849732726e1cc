package smart.service.tracing.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtlpPauseTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3; 3",
                "' 30 '; 30",
                "0; 0",
                "Sat, 28 Nov 2026 12:00:07 GMT; 7",
                "Saturday, 28-Nov-26 12:00:08 GMT; 8",
                "Sat Nov 28 12:00:09 2026; 9",
                "Sat, 28 Nov 2026 11:00:00 GMT; 0",
                "86400; 300",
                "99999999999999999999; 300",
                "Sat, 28 Nov 2099 11:00:00 GMT; 300",
                "''; 0",
                "-1; 0",
                "1.5; 0",
                "soon; 0"
            })
    void isAPauseOfSoManySeconds(String value, long seconds) {
        assertThat(OtlpClient.pauseNanos(value, NOW))
                .isEqualTo(Duration.ofSeconds(seconds).toNanos());
    }
}
