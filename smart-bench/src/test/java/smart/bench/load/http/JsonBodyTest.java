package smart.bench.load.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    @Test
    void oneValueIsJsonHoweverItArrives() {
        assertThat(isValid("{\"time\":", "50}")).isTrue();
        assertThat(isValid("null")).isTrue();
        assertThat(isValid(" [1, 2] \n")).isTrue();
    }

    @Test
    void nothingHalfAndTwoAreNot() {
        assertThat(isValid("")).isFalse();
        assertThat(isValid("{\"time\":50")).isFalse();
        assertThat(isValid("{} {}")).isFalse();
        assertThat(isValid("Not a valid JSON")).isFalse();
    }

    private static boolean isValid(String... parts) {
        JsonBody body = new JsonBody();
        for (String part : parts) {
            assertThat(body.add(Unpooled.copiedBuffer(part, UTF_8))).isTrue();
        }
        return body.isValid();
    }
}
