package smart.mock.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void itIsJsonWhateverTheCallerSent() {
        var reply = new Problem(404, "None", "none for /a\"\\\u0001\u20ac").reply();
        assertThat(reply.body())
                .isEqualTo("{\"title\":\"None\",\"status\":404,\"detail\":\"none for /a\\\"\\\\\\u0001\u20ac\"}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void itNamesTheEntryIfOneIsWrong() {
        assertThat(new Problem(400, "Bad", "wrong", 3).json())
                .isEqualTo("{\"title\":\"Bad\",\"status\":400,\"detail\":\"wrong\",\"index\":3}");
    }
}
