package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.SmartService;
import smart.testkit.Ipv6;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/** What the backend is told of a caller with IPv6, on a machine that has it. */
class CallersAddressIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @Test
    void anAddressOfIpv6IsToldAsRfc5952WritesIt() throws Exception {
        assumeTrue(Ipv6.isThere(), "this machine has no ::1");
        try (RawCaller caller = new RawCaller(URI.create("http://[::1]:" + SMART.getLocalPort()))) {
            assertThat(caller.get(SmartService.PATH, "X-Forwarded-For: 2001:db8::17")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(BACKEND.lastRequest().header("X-Forwarded-For")).containsExactly("2001:db8::17, ::1");
    }

    @Test
    void aQueryOfBytesOutsideAsciiIsEscapedWhole() throws Exception {
        try (RawCaller caller = new RawCaller(SMART.url("/"))) {
            assertThat(caller.get(SmartService.PATH + "?" + "\u00ff".repeat(7900))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(BACKEND.lastRequest().target()).isEqualTo("/?" + "%FF".repeat(7900));
    }
}
