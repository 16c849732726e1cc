package smart.service.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"7f3a", "0af7651916cd43dd8448eb211c80319c", "a-b_c.d~e:f/g+h=i@j", "X"})
    void keepsTheCallersWhereItIsAToken(String id) {
        assertThat(RequestId.of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\nb", "a\u0000", "é", "a,b", "a;b", "<script>"})
    void makesANewOneForAnythingElse(String id) {
        assertThat(RequestId.of(id)).isNotEqualTo(id).matches("[0-9a-f]{16}");
    }

    @Test
    void makesANewOneWhereThereIsNoneOrItIsTooLong() {
        assertThat(RequestId.of(null)).matches("[0-9a-f]{16}").isNotEqualTo(RequestId.of(null));
        assertThat(RequestId.of("x".repeat(128))).hasSize(128);
        assertThat(RequestId.of("x".repeat(129))).hasSize(16);
    }
}
