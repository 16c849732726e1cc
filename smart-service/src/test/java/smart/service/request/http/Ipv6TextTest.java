package smart.service.request.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Ipv6TextTest {
    /** RFC 5952 section 4. */
    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:1, ::1",
        "2001:0DB8::17, 2001:db8::17",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1"
    })
    void anAddressOfIpv6IsShortAndWithoutBrackets(String written, String expected) throws Exception {
        assertThat(Ipv6Text.compressed((Inet6Address) InetAddress.getByName(written)))
                .isEqualTo(expected);
    }
}
