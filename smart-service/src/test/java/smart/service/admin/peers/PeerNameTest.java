package smart.service.admin.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerNameTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3:9001, 10.1.2.3:9001",
        "smart-admin, smart-admin:8001",
        "smart.default.svc:7, smart.default.svc:7",
        "[::1]:8002, [::1]:8002"
    })
    void aPortIsThatOfThisReplicaUnlessItIsGiven(String text, String read) {
        assertThat(PeerName.parse(text, 8001)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://smart:8001", "smart/path", "smart:x", ":8001", "a b", "smart:0"})
    void whatIsNoHostIsRefused(String text) {
        assertThatThrownBy(() -> PeerName.parse(text, 8001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsItsOwn() throws Exception {
        assertThat(PeerName.parse("127.0.0.1:8001", 1).addresses(InetAddress::getAllByName))
                .containsExactly("127.0.0.1:8001");
    }
}
