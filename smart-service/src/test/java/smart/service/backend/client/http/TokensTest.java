package smart.service.backend.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {
    @Test
    void tokensAreOfTheCharactersThatRfc9110Names() {
        String allowed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
            assertThat(Tokens.isTokenCharacter((byte) b)).as("byte " + b).isEqualTo(b > 0 && allowed.indexOf(b) >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "close, true",
        "Close, true",
        "'keep-alive, close', true",
        "'a,\tCLOSE ,b', true",
        "',,close,', true",
        "'', false",
        "',', false",
        "closed, false",
        "'close d, x', false",
        "close;q=1, false",
        "\"close\", false"
    })
    void aListHasAnElementWhateverItsCase(String list, boolean has) {
        assertThat(Tokens.listContains(list, "close")).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource({
        "timeout=5, 5",
        "'max=100, Timeout=7', 7",
        "'timeout=0, max=1', 0",
        "timeout=999999999, 999999999",
        "timeout=1000000000, -1",
        "timeout=, -1",
        "timeout=-5, -1",
        "timeout=5s, -1",
        "timeout=\u0663, -1",
        "timeouts=5, -1",
        "timeout, -1",
        "'', -1"
    })
    void aParameterIsAWholeNumberOrNone(String list, long value) {
        assertThat(Tokens.parameter(list, "timeout")).isEqualTo(value);
    }
}
