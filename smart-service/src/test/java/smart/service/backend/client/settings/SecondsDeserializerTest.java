package smart.service.backend.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecondsDeserializerTest {
    @ParameterizedTest
    @CsvSource({"5, 5000", "0.5, 500", "1.2345, 1235", "500ms, 500", "2m, 120000", "10 seconds, 10000", "0, 0"})
    void readsSecondsAndDurations(String text, long millis) {
        assertThat(SecondsDeserializer.parse(text).toMilliseconds()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "1e3", "5 parsecs", "1,5", "007", "007s", "00.5", "99999999999"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> SecondsDeserializer.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
