package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayCommandTest {
    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThat(PlayCommand.authority("::1", 8080)).isEqualTo("[::1]:8080");
        assertThat(PlayCommand.authority("[::1]", 8080)).isEqualTo("[::1]:8080");
        assertThat(PlayCommand.authority("127.0.0.1", 8080)).isEqualTo("127.0.0.1:8080");
        assertThat(PlayCommand.authority(null, 8080)).isEqualTo("0.0.0.0:8080");
    }
}
